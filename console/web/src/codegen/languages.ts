import { csharp } from './csharp';
import { go } from './go';
import { JAVA_CLIENTS, java, javaClassic, javaTyped } from './java';
import { php } from './php';
import { python } from './python';
import type { Sample } from './sample';
import { commandLine, curl } from './shell';
import { terraform } from './terraform';
import type { TypedClient } from './typed';
import { TYPESCRIPT_CLIENTS, typescript, typescriptTyped } from './typescript';

/** One form that the code of a call can take. */
export interface Language {
  readonly id: string;
  /** A name that is the same in every language of the console. */
  readonly label: string;
  readonly extension: string;
  /** The file to save the code as; a class of Java must stand in a file of its name. */
  fileName(sample: Sample): string;
  /** The packages that the code needs, as one would install them; empty where it needs none. */
  install(sample: Sample): string;
  /** The code, ready to run; nothing where this form cannot express the call. */
  code(sample: Sample): string | undefined;
}

function language(id: string, label: string, extension: string, install: string, code: Language['code']): Language {
  return {
    id, label, extension, code,
    install: () => install,
    fileName: (sample) => `${extension === 'java' ? sample.operation.action : 'sample'}.${extension}`,
  };
}

/** A package with its version, as the registry's client takes it; nothing where there is none. */
function coordinates(publisher: string, client: TypedClient | undefined, sign: string): string {
  return client === undefined ? '' : `${publisher}${client.package}${sign}${client.version}`;
}

const NODE = 'npm install @alicloud/openapi-core@1.0.8 @darabonba/typescript typescript @types/node';

export const LANGUAGES: readonly Language[] = [
  language('java', 'Java', 'java', 'com.aliyun:tea-openapi:0.3.15', java),
  {
    ...language('java-typed', 'Java (typed)', 'java', '', javaTyped),
    install: ({ operation }) => coordinates('com.aliyun:', JAVA_CLIENTS[operation.product], ':'),
  },
  language('java-classic', 'Java (classic SDK)', 'java', 'com.aliyun:aliyun-java-sdk-core:4.7.10', javaClassic),
  language('python', 'Python', 'py', 'pip install alibabacloud-tea-openapi==0.4.6', python),
  language('go', 'Go', 'go', 'go get github.com/alibabacloud-go/darabonba-openapi/v2 github.com/alibabacloud-go/tea', go),
  language('typescript', 'TypeScript', 'ts', NODE, typescript),
  {
    ...language('typescript-typed', 'TypeScript (typed)', 'ts', '', typescriptTyped),
    install: ({ operation }) => `${NODE} ${coordinates('@alicloud/', TYPESCRIPT_CLIENTS[operation.product], '@')}`,
  },
  language('php', 'PHP', 'php', 'composer require alibabacloud/openapi-core', php),
  language('csharp', 'C#', 'cs', 'dotnet add package AlibabaCloud.OpenApiClient --version 0.2.1', csharp),
  language('cli', 'aliyun', 'sh', '', commandLine),
  language('curl', 'curl', 'sh', '', curl),
  language('terraform', 'Terraform', 'tf', 'terraform init', terraform),
];
