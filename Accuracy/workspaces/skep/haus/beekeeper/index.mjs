import fs from 'node:fs'
import mqtt from 'mqtt'
import OpenAI from 'openai'

const imker = JSON.parse(fs.readFileSync('/hive/imker.json', 'utf8'))
const ai = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY })
const bus = mqtt.connect({ host: process.env.MQTT_HOST, username: 'bees', password: process.env.MQTT_PASSWORD })

bus.subscribe('zigbee2mqtt/bijenkast_+_temp')
bus.on('message', async (topic, body) => {
  const answer = await ai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'system', content: imker.wie_ik_ben + '\n' + imker.wat_ik_weet.join('\n') },
               { role: 'user', content: `${topic} ${body}` }],
  })
  fs.appendFileSync('/hive/logboek.txt', `${new Date().toISOString()} ${answer.choices[0].message.content}\n`)
})
