import { expect, it } from 'vitest';
import type { CatalogueError } from '../api/client';
import { explain, matching, readable } from './catalogue';

function error(code: string, text = ''): CatalogueError {
  return { code, status: 400, blame: 'client', retryable: false, text, source: '', remedy: '' };
}

const CATALOGUE = {
  ddoscoo: [error('InstanceNotFound'), error('NumberExceed.{0}'), error('NumberExceed.Tags')],
  gateway: [error('Missing{0}', '{0} is mandatory for this action.'), error('InstanceNotFound', 'everybody’s')],
};

it('finds a product’s own meaning before everybody’s', () => {
  expect(explain(CATALOGUE, 'ddoscoo', 'InstanceNotFound')?.error.text).toBe('');
  expect(explain(CATALOGUE, 'esa', 'InstanceNotFound')?.error.text).toBe('everybody’s');
});

it('finds a code that the request filled in, and what with', () => {
  expect(explain(CATALOGUE, 'ddoscoo', 'MissingInstanceId')).toMatchObject({ error: { code: 'Missing{0}' }, detail: 'InstanceId' });
});

it('finds a code as it stands before one with a gap', () => {
  expect(explain(CATALOGUE, 'ddoscoo', 'NumberExceed.Tags')?.error.code).toBe('NumberExceed.Tags');
  expect(explain(CATALOGUE, 'ddoscoo', 'NumberExceed.Blacklist')?.error.code).toBe('NumberExceed.{0}');
});

it('finds a code whose gap was left out of the address', () => {
  expect(explain(CATALOGUE, 'ddoscoo', 'Missing')?.error.code).toBe('Missing{0}');
});

it('knows nothing of a code that no product has', () => {
  expect(explain(CATALOGUE, 'ddoscoo', '__proto__')).toBeUndefined();
});

it('shows gaps as gaps, and the first one filled', () => {
  expect(readable('{0} must be {1}.')).toBe('… must be ….');
  expect(readable('{0} must be {1}.', 'PageSize')).toBe('PageSize must be ….');
});

it('searches codes and texts of all products', () => {
  expect(matching(CATALOGUE, 'Mandatory').map(({ product }) => product)).toEqual(['gateway']);
  expect(matching(CATALOGUE, ' tags ').flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['NumberExceed.Tags']);
});
