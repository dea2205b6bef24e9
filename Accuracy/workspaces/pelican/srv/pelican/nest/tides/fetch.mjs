const r = await fetch("https://tides.harbour.example/TAU/2026-08.json");
