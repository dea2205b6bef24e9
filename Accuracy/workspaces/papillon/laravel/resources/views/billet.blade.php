<p>{{ $billet->numero }}</p>
