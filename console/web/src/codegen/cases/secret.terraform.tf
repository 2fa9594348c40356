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

variable "password" {
  type      = string
  sensitive = true
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

resource "alicloud_ram_login_profile" "example" {
  mfa_bind_required = false
  password          = var.password
  user_name         = "alice"
}
