import { terraformText } from './quote';
import type { Sample, Value } from './sample';
import { environmentName, isList, isSecret } from './wire';

/** The resource that an operation creates, and which of its arguments each parameter becomes. */
interface Resource {
  readonly type: string;
  readonly arguments: Readonly<Record<string, string>>;
}

const POLICY = { PolicyName: 'policy_name', PolicyType: 'policy_type' };

/** What the provider aliyun/alicloud has, as its documentation names it. */
const RESOURCES: Readonly<Record<string, Readonly<Record<string, Resource>>>> = {
  ddoscoo: {
    CreatePort: {
      type: 'alicloud_ddoscoo_port',
      arguments: {
        InstanceId: 'instance_id', FrontendPort: 'frontend_port', FrontendProtocol: 'frontend_protocol', BackendPort: 'backend_port',
        RealServers: 'real_servers',
      },
    },
  },
  esa: {
    CreateSite: {
      type: 'alicloud_esa_site',
      arguments: {
        SiteName: 'site_name', Coverage: 'coverage', AccessType: 'access_type', InstanceId: 'instance_id', ResourceGroupId: 'resource_group_id',
      },
    },
    PurchaseRatePlan: {
      type: 'alicloud_esa_rate_plan_instance',
      arguments: {
        PlanName: 'plan_name', Type: 'type', Coverage: 'coverage', Period: 'period', AutoPay: 'auto_pay', AutoRenew: 'auto_renew',
      },
    },
  },
  ram: {
    CreateUser: {
      type: 'alicloud_ram_user',
      arguments: { UserName: 'name', DisplayName: 'display_name', MobilePhone: 'mobile', Email: 'email', Comments: 'comments' },
    },
    CreateGroup: { type: 'alicloud_ram_group', arguments: { GroupName: 'group_name', Comments: 'comments' } },
    CreateRole: {
      type: 'alicloud_ram_role',
      arguments: {
        RoleName: 'role_name', AssumeRolePolicyDocument: 'assume_role_policy_document', Description: 'description',
        MaxSessionDuration: 'max_session_duration',
      },
    },
    CreatePolicy: {
      type: 'alicloud_ram_policy',
      arguments: {
        PolicyName: 'policy_name', PolicyDocument: 'policy_document', Description: 'description',
      },
    },
    CreateAccessKey: { type: 'alicloud_ram_access_key', arguments: { UserName: 'user_name' } },
    CreateLoginProfile: {
      type: 'alicloud_ram_login_profile',
      arguments: {
        UserName: 'user_name', Password: 'password', PasswordResetRequired: 'password_reset_required', MFABindRequired: 'mfa_bind_required',
      },
    },
    AddUserToGroup: { type: 'alicloud_ram_user_group_attachment', arguments: { UserName: 'user_name', GroupName: 'group_name' } },
    AttachPolicyToUser: { type: 'alicloud_ram_user_policy_attachment', arguments: { ...POLICY, UserName: 'user_name' } },
    AttachPolicyToGroup: { type: 'alicloud_ram_group_policy_attachment', arguments: { ...POLICY, GroupName: 'group_name' } },
    AttachPolicyToRole: { type: 'alicloud_ram_role_policy_attachment', arguments: { ...POLICY, RoleName: 'role_name' } },
    SetAccountAlias: { type: 'alicloud_ram_account_alias', arguments: { AccountAlias: 'account_alias' } },
  },
};

/** The parts of an order for an Anti-DDoS instance, and the argument that each is. */
const ANTI_DDOS_PARTS: Readonly<Record<string, string>> = {
  BaseBandwidth: 'base_bandwidth', Bandwidth: 'bandwidth', ServiceBandwidth: 'service_bandwidth', PortCount: 'port_count',
  DomainCount: 'domain_count', Edition: 'edition_sale', AddressType: 'address_type', '95BurstBandwidthMode': 'bandwidth_mode',
  FunctionVersion: 'function_version', ProductPlan: 'product_plan',
};

/** The endpoints that the provider needs for a product: an Anti-DDoS instance is bought from the one and described by the other. */
const ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  bssopenapi: ['bssopenapi', 'ddoscoo'], ddoscoo: ['ddoscoo'], esa: ['esa', 'bssopenapi'], ram: ['ram'],
};

interface Argument {
  readonly name: string;
  readonly value: string;
}

/** A resource of the provider aliyun/alicloud that stands for the call; nothing where the provider has none. */
export function terraform(sample: Sample): string | undefined {
  const found = sample.operation.product === 'bssopenapi' ? antiDdosInstance(sample) : resource(sample);
  if (found === undefined) {
    return undefined;
  }
  const secrets = Object.keys(sample.values).filter(isSecret).map((name) => environmentName(name).toLowerCase());
  const endpoints = aligned('    ', (ENDPOINTS[sample.operation.product] ?? []).map((name) => ({ name, value: 'local.authority' })));
  const left = found.left.length === 0 ? '' : `\n# The resource has no argument for ${found.left.join(', ')}.\n`;
  return `# The provider reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN,
# and Terraform the service's address from TF_VAR_breakwater_endpoint: export TF_VAR_breakwater_endpoint="$BREAKWATER_ENDPOINT"
terraform {
  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
  }
}

variable "breakwater_endpoint" {
  type = string
}
${secrets.map((name) => `\nvariable "${name}" {\n  type      = string\n  sensitive = true\n}\n`).join('')}
locals {
  protocol  = split("://", var.breakwater_endpoint)[0]
  authority = trimsuffix(split("://", var.breakwater_endpoint)[1], "/")
}

provider "alicloud" {
  region                 = ${terraformText(sample.region)}
  protocol               = upper(local.protocol)
  skip_region_validation = true
  endpoints {
${endpoints}  }
}
${left}
resource "${found.type}" "example" {
${aligned('  ', found.arguments)}}
`;
}

/** As `terraform fmt` writes them. */
function aligned(indent: string, given: readonly Argument[]): string {
  const width = Math.max(0, ...given.map(({ name }) => name.length));
  return given.map(({ name, value }) => `${indent}${name.padEnd(width)} = ${value}\n`).join('');
}

interface Found {
  readonly type: string;
  readonly arguments: readonly Argument[];
  /** Parameters that were set and that the resource knows no argument for. */
  readonly left: readonly string[];
}

function resource(sample: Sample): Found | undefined {
  const { operation, values } = sample;
  const known = RESOURCES[operation.product]?.[operation.action];
  if (known === undefined) {
    return undefined;
  }
  const given = operation.parameters.map(({ name }) => name).filter((name) => values[name] !== undefined);
  return {
    type: known.type,
    arguments: given.flatMap((name) => argument(known.arguments[name], name, values[name])),
    left: given.filter((name) => known.arguments[name] === undefined),
  };
}

function antiDdosInstance({ operation, values }: Sample): Found | undefined {
  const parts = values['Parameter'];
  if (operation.action !== 'CreateInstance' || values['ProductCode'] !== 'ddos' || parts === undefined || typeof parts !== 'object' || !isList(parts)) {
    return undefined;
  }
  const lines: Argument[] = [{ name: 'name', value: terraformText('example') }];
  const left: string[] = [];
  for (const part of parts) {
    const { Code: code, Value: value } = typeof part === 'object' && !isList(part) ? part : {};
    const name = ANTI_DDOS_PARTS[String(code)];
    if (name === undefined || value === undefined) {
      // Into a comment goes only what can be no more than a name.
      left.push(/^\w+$/.test(String(code)) ? `Parameter ${String(code)}` : 'Parameter');
    } else {
      lines.push({ name, value: expression(value) });
    }
  }
  lines.push(...argument('product_type', 'ProductType', values['ProductType']), ...argument('period', 'Period', values['Period']));
  return { type: 'alicloud_ddoscoo_instance', arguments: lines, left: [...new Set(left)] };
}

function argument(name: string | undefined, parameter: string, value: Value | undefined): readonly Argument[] {
  if (name === undefined || value === undefined) {
    return [];
  }
  return [{ name, value: isSecret(parameter) ? `var.${environmentName(parameter).toLowerCase()}` : expression(value) }];
}

function expression(value: Value): string {
  if (typeof value !== 'object') {
    return typeof value === 'string' ? terraformText(value) : String(value);
  }
  return isList(value)
    ? `[${value.map(expression).join(', ')}]`
    : `{${Object.entries(value).map(([key, each]) => ` ${terraformText(key)} = ${expression(each)}`).join(',')} }`;
}
