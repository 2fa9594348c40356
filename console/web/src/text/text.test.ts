import { expect, test } from 'vitest';
import { t } from './text';

test('a value takes the place of its name', () => {
  expect(t('time.left', { span: '3 d' })).toBe('3 d left');
});

test('a name without a value stays to be seen', () => {
  expect(t('time.left')).toBe('{span} left');
});

test('a value that looks like a name is not replaced again', () => {
  expect(t('time.left', { span: '{span}' })).toBe('{span} left');
});

test('one of a thing has a text of its own where there is one', () => {
  expect(t('instances.count', { count: 1 })).toBe('1 instance');
  expect(t('instances.count', { count: 2 })).toBe('2 instances');
});
