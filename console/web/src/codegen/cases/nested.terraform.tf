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
    bssopenapi = local.authority
    ddoscoo    = local.authority
  }
}

# The resource has no argument for Parameter NormalQps.

resource "alicloud_ddoscoo_instance" "example" {
  name              = "example"
  base_bandwidth    = "30"
  bandwidth         = "30"
  service_bandwidth = "100"
  port_count        = "50"
  domain_count      = "50"
  product_type      = "ddoscoo"
  period            = 1
}
