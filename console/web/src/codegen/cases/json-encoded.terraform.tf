# The provider reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN,
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

locals {
  protocol  = split("://", var.breakwater_endpoint)[0]
  authority = trimsuffix(split("://", var.breakwater_endpoint)[1], "/")
}

provider "alicloud" {
  region                 = "cn-hangzhou"
  protocol               = upper(local.protocol)
  skip_region_validation = true
  endpoints {
    ram = local.authority
  }
}

# The resource has no argument for Tag.

resource "alicloud_ram_policy" "example" {
  description     = "Reads instances"
  policy_document = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"yundun-ddoscoo:Describe*\",\"Resource\":\"*\"}]}"
  policy_name     = "read-only"
}
