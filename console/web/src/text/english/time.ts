export const timeTexts = {
  'time.days': '{count} d',
  'time.hours': '{count} h',
  'time.minutes': '{count} min',
  'time.seconds': '{count} s',
  'time.left': '{span} left',
  'time.ago': '{span} ago',
  'time.byThisComputer': 'By this computer’s clock: the service’s own could not be read.',
} as const;
