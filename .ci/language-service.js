// Validates definitions with the language service of AWS's editors.
const fs = require('fs')
const { getLanguageService } = require('amazon-states-language-service')
const { TextDocument } = require('vscode-languageserver-textdocument')

async function main() {
  const service = getLanguageService({})
  let problems = 0
  for (const file of process.argv.slice(2)) {
    const doc = TextDocument.create('file://' + file, 'asl', 1, fs.readFileSync(file, 'utf8'))
    const found = await service.doValidation(doc, service.parseJSONDocument(doc))
    for (const d of found) console.log(`${file}:${d.range.start.line + 1}: ${d.message}`)
    problems += found.length
  }
  if (problems > 0) throw new Error(`the language service found ${problems} problems`)
  console.log('the language service found nothing')
}

main().catch(err => { console.error(err.message); process.exit(1) })
