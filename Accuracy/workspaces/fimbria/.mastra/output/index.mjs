import{Mastra as e}from"@mastra/core";const t=new e({agents:{}});export{t as mastra};
