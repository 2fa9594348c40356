export const referenceTexts = {
  'reference.choose': 'Choose an operation.',
  'reference.choose.text': 'Its page tells what it does, what it takes, what it answers, and how it can refuse.',
  'reference.coverage': 'What is built, and which client proves it',
  'reference.releases': 'What has changed',
  'reference.toExplorer': 'Try it in the explorer',
  'reference.ramAction': 'a RAM policy must allow',
  'reference.answer': 'Answer',
  'reference.errors': 'Errors',
  'reference.errors.text':
    'In the order in which they are checked. Any operation can besides be refused for its signature, its rights or its rate.',
  'reference.name': 'name',
  'reference.type': 'type',
  'reference.about': 'about it',
  'reference.yes': 'yes',
  'reference.refused': 'not built: refused when sent',
  'reference.absent': 'not built: never present',
} as const;
