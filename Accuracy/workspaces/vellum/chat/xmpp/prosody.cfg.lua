VirtualHost "vellum.example"
modules_enabled = { "roster"; "mam"; }
