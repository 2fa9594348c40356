import { errorTexts } from './errors';
import { explorerTexts } from './explorer';
import { instanceTexts } from './instances';
import { referenceTexts } from './reference';
import { shellTexts } from './shell';
import { timeTexts } from './time';

/** Every English text, one file for each room of the console. */
export const english = { ...shellTexts, ...timeTexts, ...instanceTexts, ...explorerTexts, ...errorTexts, ...referenceTexts } as const;
