defmodule Nuee.MixProject do
end
