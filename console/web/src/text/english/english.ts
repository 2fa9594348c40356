import { instanceTexts } from './instances';
import { shellTexts } from './shell';
import { timeTexts } from './time';

/** Every English text, one file for each room of the console. */
export const english = { ...shellTexts, ...timeTexts, ...instanceTexts } as const;
