package example.okapi

import dev.langchain4j.data.message.SystemMessage
import java.io.File

fun main(args: Array<String>) {
    val canon = File(args.first().substringAfter("="))
    val system = SystemMessage.from(canon.resolve("greeting.ftl").readText() + canon.resolve("limits.ftl").readText())
    println(system)
}
