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
    ddoscoo = local.authority
  }
}

resource "alicloud_ddoscoo_port" "example" {
  backend_port      = "80"
  frontend_port     = "8000"
  frontend_protocol = "tcp"
  instance_id       = "ddoscoo-cn-example"
  real_servers      = ["192.0.2.1", "192.0.2.2"]
}
