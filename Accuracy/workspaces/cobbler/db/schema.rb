ActiveRecord::Schema[7.2].define(version: 2026_04_12_090000) do
  create_table "orders", force: :cascade do |t|
    t.string "number"
    t.integer "state", default: 0
  end
end
