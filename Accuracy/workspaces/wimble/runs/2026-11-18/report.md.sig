-----BEGIN SSH SIGNATURE-----
o18cN0U2+kLkJ0GlxgAhuPlRph5BY+3Up1uIWitzvCTfBEdF7vbhfmrr6vg41CluYYb+
M4y3+AhsyIgxcXWD3BZrJaPtV9/gCVrSiecX/jnmb3+J/7Ug6CVr0HZleGTgEhoKrqqj
-----END SSH SIGNATURE-----
