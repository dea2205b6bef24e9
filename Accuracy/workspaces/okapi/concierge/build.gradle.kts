plugins { kotlin("jvm") version "2.1.0"; application }
dependencies { implementation("dev.langchain4j:langchain4j-azure-open-ai:1.0.0-beta1") }
application { mainClass = "example.okapi.ConciergeKt" }
