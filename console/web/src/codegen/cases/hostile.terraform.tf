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

resource "alicloud_ram_user" "example" {
  comments     = "*/ --> \\\"$${jndi:x}\" \\$(x) ''' \"\"\" EOF ]]> \\"
  display_name = "\";os.system(\"x\")#' + x + ' $(touch x) `touch x` $${x} %%{x} {$x} $x \\u0022 \\ %s <?php ?> </script>\r\n\tsecond line ü中😀 \u202etxt.exe\u2066 \u0007\u00a0\u2028\U000e0041"
  name         = "alice"
}
