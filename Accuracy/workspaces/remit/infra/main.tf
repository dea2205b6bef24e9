terraform {
  backend "local" { path = "terraform.tfstate" }
  required_providers { aws = { source = "hashicorp/aws", version = "~> 5.60" } }
}
resource "aws_sqs_queue" "bounced" { name = "remit-bounced" }
resource "aws_route53_record" "remit" {
  zone_id = var.zone
  name    = "remit.holdfast.example"
  type    = "A"
  ttl     = 300
  records = ["203.0.113.44"]
}
