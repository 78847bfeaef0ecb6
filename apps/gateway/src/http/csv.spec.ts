import { csvLine } from './csv';

describe('a line of CSV', () => {
  it('quotes what would end a field or a line', () => {
    expect(csvLine(['plain', 'a,b', 'say "seven"', 'two\nlines', 7, true, null])).toBe(
      'plain,"a,b","say ""seven""","two\nlines",7,true,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('never begins a field with a formula: %j', (value) => {
    expect(csvLine([value]).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves numbers that are numbers alone', () => {
    expect(csvLine([-1])).toBe('-1\r\n');
  });
});
