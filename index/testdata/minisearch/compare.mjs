// Compares Jalon's search with MiniSearch 7 on the queries of ../searches.yaml; README.md says how to run it.
import fs from 'node:fs'
import MiniSearch from 'minisearch'

const [corpusFile, searchesFile, foundFile] = process.argv.slice(2)
const lines = file => fs.readFileSync(file, 'utf8').trim().split('\n')

// The form in which searches.yaml is written: one query a line, then one expected entry a line.
const searches = []
for (const line of lines(searchesFile)) {
  const query = line.match(/^- query: "(.*)"$/)
  const entry = line.match(/entry: "([^"]+)", grade: (\d)/)
  if (query) searches.push({ query: query[1].replace(/\\"/g, '"'), grades: {} })
  if (entry) searches.at(-1).grades[entry[1]] = Number(entry[2])
}

const fold = text => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/œ/g, 'oe').replace(/æ/g, 'ae')
const stop = new Set(('au aux avec ce ces dans de des du elle en et eux il je la le les leur lui ma mais me meme mes moi mon ne nos notre ' +
  'nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous c d j l a m n s t y est sont ai as avons ' +
  'avez ont comment quoi faire').split(' '))
const mini = new MiniSearch({
  fields: ['title', 'text'],
  tokenize: text => fold(text).split(/[^a-z0-9]+/).filter(Boolean),
  processTerm: term => stop.has(term) ? null : term,
  searchOptions: { boost: { title: 4 }, fuzzy: 0.2, prefix: true },
})
mini.addAll(lines(corpusFile).map(line => JSON.parse(line)))

const found = lines(foundFile).map(line => JSON.parse(line).hits.map(hit => `${hit.type}/${hit.id}`))
const discount = rank => 1 / Math.log2(rank + 2)
const dcg = grades => grades.slice(0, 10).reduce((sum, grade, rank) => sum + (2 ** grade - 1) * discount(rank), 0)
const ndcg = (grades, list) => dcg(list.map(entry => grades[entry] ?? 0)) / dcg(Object.values(grades).sort((a, b) => b - a))

// As evaluate.Kept: FNV-1a of the text, odd.
const kept = text => {
  let hash = 2166136261
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 16777619) >>> 0
  return hash % 2 === 1
}

const mean = list => list.reduce((a, b) => a + b, 0) / list.length
for (const half of [false, true]) {
  const pairs = searches.flatMap((search, i) => kept(search.query) !== half ? [] : [[
    ndcg(search.grades, found[i]), ndcg(search.grades, mini.search(search.query).map(result => result.id))]])
  const differences = pairs.map(([a, b]) => a - b)
  const gain = mean(differences)
  const draws = 10_000
  let extreme = 0
  for (let i = 0; i < draws; i++) {
    if (Math.abs(mean(differences.map(d => Math.random() < 0.5 ? d : -d))) >= Math.abs(gain) - 1e-12) extreme++
  }
  console.log(half ? 'kept  ' : 'tuning', `${pairs.length} queries, nDCG@10: Jalon ${mean(pairs.map(p => p[0])).toFixed(3)},`,
    `MiniSearch ${mean(pairs.map(p => p[1])).toFixed(3)}, gain ${gain.toFixed(3)}, p = ${extreme / draws}`)
}
