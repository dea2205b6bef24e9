variable "zone" { type = string }
