describe "bot" do end
