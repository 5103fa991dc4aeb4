kgExplorer.receive("served",{"sparql":null,"corrections":null});
