// Finds the state machines in the templates of a cloud assembly, and writes each
// one's definition beside them as STACK.ID.asl.json.
const fs = require('fs')
const path = require('path')

const out = process.argv[2]
const names = []
for (const file of fs.readdirSync(out).filter(f => f.endsWith('.template.json'))) {
  const stack = path.basename(file, '.template.json')
  const { Resources } = JSON.parse(fs.readFileSync(path.join(out, file)))
  for (const [id, r] of Object.entries(Resources)) {
    if (r.Type !== 'AWS::StepFunctions::StateMachine') continue
    const text = r.Properties.DefinitionString
    if (typeof text !== 'string' || !JSON.parse(text).StartAt) throw new Error(`${file}: ${id} has no definition`)
    fs.writeFileSync(path.join(out, `${stack}.${id}.asl.json`), text)
    names.push(`${stack}/${id}`)
  }
}
console.log(names.join('\n'))
if (names.length !== 6) throw new Error(`want 6 state machines in five stacks, found ${names.length}`)
