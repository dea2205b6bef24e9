/* card-mod 3.4.4 */(()=>{customElements.define('card-mod',class extends HTMLElement{})})();
