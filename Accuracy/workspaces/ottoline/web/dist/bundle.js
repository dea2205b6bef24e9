!function(){console.log("ottoline")}();
