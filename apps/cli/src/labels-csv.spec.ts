import { parseLabels } from './labels-csv';

describe('parseLabels', () => {
  it('reads rows with and without a kind', () => {
    expect(parseLabels('file,label,kind\na.png,7,thick\nb/c.png,07,\n')).toEqual([
      { file: 'a.png', label: '7', kind: 'thick' },
      { file: 'b/c.png', label: '07', kind: undefined },
    ]);
    expect(parseLabels('label,file\n7,a.png\n')).toEqual([{ file: 'a.png', label: '7', kind: undefined }]);
  });

  it('reads quoted fields, a byte order mark and the line ends of Windows', () => {
    expect(parseLabels('\ufefffile,label\r\n"a, ""b"".png","1"\r\n')).toEqual([{ file: 'a, "b".png', label: '1', kind: undefined }]);
  });

  it('keeps several rows of digits as one label', () => {
    expect(parseLabels('file,label\na.png,"12\r\n34"\n')[0]?.label).toBe('12\n34');
  });

  it.each([
    ['above the folder', '../secret.png'],
    ['above it later', 'a/../../secret.png'],
    ['above it in the Windows manner', '..\\secret.png'],
    ['an absolute path', '/etc/passwd'],
    ['a drive', 'C:\\secret.png'],
    ['nothing', '""'],
  ])('refuses a path that is %s', (_, file) => {
    expect(() => parseLabels(`file,label\n${file},1\n`)).toThrow('not a path inside the folder');
  });

  it.each([
    ['no header', 'a.png,1\n'],
    ['no label', 'file,kind\na.png,x\n'],
    ['a label that is not digits', 'file,label\na.png,seven\n'],
    ['rows of different lengths', 'file,label\na.png,1,2\n'],
  ])('refuses %s', (_, text) => {
    expect(() => parseLabels(`${text}${text.split('\n')[1] || 'b.png,1'}\n`)).toThrow(/labels\.csv/);
  });
});
