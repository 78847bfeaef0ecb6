export { pictureSamples, type PictureSample, type PictureSampleOptions } from './picture-samples';
