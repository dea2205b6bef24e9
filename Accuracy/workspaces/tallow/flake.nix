{ outputs = { self, nixpkgs }: { nixosConfigurations.tallow = nixpkgs.lib.nixosSystem { modules = [ ./host.nix ]; }; }; }
