-----BEGIN SSH SIGNATURE-----
gG79FlAqkvBfY9sDGgtj6YnCtF0JQnwkGKHvxytgF8pyw0vNRCZtvLv2eFouJDYIM3Sn
sv+dk3dBtniRI1caNZuCwpaDwadFAtpbxN2QmXy8ZewzshAYZCY5m2zgezIS4ce9k5vp
-----END SSH SIGNATURE-----
