import type { Config } from '@numera/config';
import { probe } from '@numera/imaging';
import { openObjectStore, type ObjectStore } from '@numera/storage';
import { sevenBmp, temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { writeShownCopy } from './shown-copy';

const IMAGE_ID = '01939000-0000-7000-8000-000000000001';
const keys = { image: 'images/aa/00000000-0000', shown: 'shown/bb/00000000-0000' };

describe('the copy of an image that is shown', () => {
  let folder: TemporaryFolder;
  let store: ObjectStore;
  beforeAll(async () => {
    folder = await temporaryFolder('objects');
    store = await openObjectStore({ NUMERA_OBJECTS: folder.path } as Config);
  });
  afterAll(() => folder.remove());

  it('holds the pixels and nothing else of the upload', async () => {
    const drawing = sevenBmp();
    const upload = Buffer.concat([drawing, Buffer.from('<script>somebody in particular</script>')]);
    await store.put(keys.image, upload);
    expect(await writeShownCopy({ v: 1, imageId: IMAGE_ID, ...keys }, store)).toEqual({
      imageId: IMAGE_ID,
      shown: keys.shown,
      error: null,
    });
    const copy = Buffer.from(await store.get(keys.shown));
    const { width, height } = await probe(drawing);
    expect(await probe(copy)).toMatchObject({ mime: 'image/png', width, height });
    expect(copy.includes('somebody') || copy.includes('script')).toBe(false);
  });

  it('is refused for what is no image, and for one that has gone', async () => {
    const broken = 'images/aa/00000000-0001';
    await store.put(broken, Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('no more')]));
    const shown = 'shown/bb/00000000-0001';
    expect((await writeShownCopy({ v: 1, imageId: IMAGE_ID, image: broken, shown }, store)).error?.code).toBe('undecodable');
    expect((await writeShownCopy({ v: 1, imageId: IMAGE_ID, image: 'images/aa/00000000-0002', shown }, store)).error?.code).toBe(
      'image_missing',
    );
    expect(await store.exists(shown)).toBe(false);
  });
});
