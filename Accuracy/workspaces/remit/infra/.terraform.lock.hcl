provider "registry.terraform.io/hashicorp/aws" {
  version = "5.60.0"
  hashes = ["h1:p+kxAtuiRl/xO/cYjqv3Ga3u+KB+32fvQDYC/dzijLI="]
}
