import{r as e}from"./vendor-B1.js";const t={crews:["crews"]};e.createRoot(document.getElementById("root")).render(t);
