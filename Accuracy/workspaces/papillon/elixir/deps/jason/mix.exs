defmodule Jason.MixProject do
end
