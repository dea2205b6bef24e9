/ok/ { s += $NF } END { print s }
# usage: awk -f journaux/resume.awk journaux/boucle.log > etat/depense.txt
