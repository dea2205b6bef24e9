{ config, pkgs, ... }: {
  services.postgresql.enable = true;
  systemd.services.chandler.serviceConfig.ExecStart = "${pkgs.bun}/bin/bun /srv/chandler/main.ts";
}
