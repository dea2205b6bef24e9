defmodule Nuee.Repo.Migrations.Init do
end
