/** Words of medications and of what they come in, longer ones first: English | Spanish | Portuguese. */
export const medicationWords = `
powder for injection | polvo para inyección | pó para injeção
powder for infusion | polvo para infusión | pó para infusão
solution for injection | solución inyectable | solução injetável
solution for infusion | solución para infusión | solução para infusão
oral rehydration salts | sales de rehidratación oral | sais de reidratação oral
oral solution | solución oral | solução oral
oral drops | gotas orales | gotas orais
eye drops | gotas oftálmicas | colírio
pre-filled syringes | jeringas prellenadas | seringas preenchidas
pre-filled syringe | jeringa prellenada | seringa preenchida
pre-filled pens | plumas prellenadas | canetas preenchidas
pre-filled pen | pluma prellenada | caneta preenchida
prolonged-release tablets | tabletas de liberación prolongada | comprimidos de liberação prolongada
modified-release tablets | tabletas de liberación modificada | comprimidos de liberação modificada
modified-release capsules | cápsulas de liberación modificada | cápsulas de liberação modificada
effervescent tablets | tabletas efervescentes | comprimidos efervescentes
chewable tablets | tabletas masticables | comprimidos mastigáveis
acetylsalicylic acid | ácido acetilsalicílico | ácido acetilsalicílico
clavulanic acid | ácido clavulánico | ácido clavulânico
alendronic acid | ácido alendrónico | ácido alendrônico
valproic acid | ácido valproico | ácido valproico
folic acid | ácido fólico | ácido fólico
ferrous sulfate | sulfato ferroso | sulfato ferroso
hyoscine butylbromide | butilbromuro de hioscina | butilbrometo de escopolamina
insulin glargine | insulina glargina | insulina glargina
isophane insulin | insulina isófana | insulina isofana
human insulin | insulina humana | insulina humana
prolonged-release | liberación prolongada | liberação prolongada
modified-release | liberación modificada | liberação modificada
pre-filled | prellenada | preenchida
effervescent | efervescentes | efervescentes
chewable | masticables | mastigáveis
injection | inyección | injeção
infusion | infusión | infusão
suspension | suspensión | suspensão
solution | solución | solução
capsules | cápsulas | cápsulas
capsule | cápsula | cápsula
tablets | tabletas | comprimidos
tablet | tableta | comprimido
sachets | sobres | sachês
ampoules | ampollas | ampolas
syringes | jeringas | seringas
syringe | jeringa | seringa
inhaler | inhalador | inalador
doses | dosis | doses
drops | gotas | gotas
cream | crema | creme
syrup | jarabe | xarope
powder | polvo | pó
vials | viales | frascos
vial | vial | frasco
pens | plumas | canetas
pen | pluma | caneta
oral | oral | oral
salts | sales | sais
with | con | com
and | y | e
for | para | para
IU | UI | UI
acetaminophen | acetaminofén | acetaminofeno
aciclovir | aciclovir | aciclovir
adalimumab | adalimumab | adalimumabe
albendazole | albendazol | albendazol
allopurinol | alopurinol | alopurinol
amitriptyline | amitriptilina | amitriptilina
amlodipine | amlodipino | anlodipino
amoxicillin | amoxicilina | amoxicilina
ampicillin | ampicilina | ampicilina
atenolol | atenolol | atenolol
atorvastatin | atorvastatina | atorvastatina
azithromycin | azitromicina | azitromicina
betamethasone | betametasona | betametasona
bisoprolol | bisoprolol | bisoprolol
budesonide | budesonida | budesonida
caffeine | cafeína | cafeína
captopril | captopril | captopril
carbamazepine | carbamazepina | carbamazepina
carvedilol | carvedilol | carvedilol
cefalexin | cefalexina | cefalexina
ceftriaxone | ceftriaxona | ceftriaxona
celecoxib | celecoxib | celecoxibe
cetirizine | cetirizina | cetirizina
chlorphenamine | clorfenamina | clorfeniramina
ciprofloxacin | ciprofloxacina | ciprofloxacino
clarithromycin | claritromicina | claritromicina
clindamycin | clindamicina | clindamicina
clopidogrel | clopidogrel | clopidogrel
colchicine | colchicina | colchicina
colecalciferol | colecalciferol | colecalciferol
desloratadine | desloratadina | desloratadina
dexamethasone | dexametasona | dexametasona
diclofenac | diclofenaco | diclofenaco
doxycycline | doxiciclina | doxiciclina
electrolytes | electrolitos | eletrólitos
empagliflozin | empagliflozina | empagliflozina
enalapril | enalapril | enalapril
enoxaparin | enoxaparina | enoxaparina
ergotamine | ergotamina | ergotamina
escitalopram | escitalopram | escitalopram
esomeprazole | esomeprazol | esomeprazol
famotidine | famotidina | famotidina
fluconazole | fluconazol | fluconazol
fluoxetine | fluoxetina | fluoxetina
formoterol | formoterol | formoterol
furosemide | furosemida | furosemida
gabapentin | gabapentina | gabapentina
glibenclamide | glibenclamida | glibenclamida
gliclazide | gliclazida | gliclazida
glucose | glucosa | glicose
hydrochlorothiazide | hidroclorotiazida | hidroclorotiazida
hydrocortisone | hidrocortisona | hidrocortisona
ibuprofen | ibuprofeno | ibuprofeno
imatinib | imatinib | imatinibe
insulin | insulina | insulina
ipratropium | ipratropio | ipratrópio
ivermectin | ivermectina | ivermectina
ketorolac | ketorolaco | cetorolaco
lactulose | lactulosa | lactulose
levetiracetam | levetiracetam | levetiracetam
levothyroxine | levotiroxina | levotiroxina
loperamide | loperamida | loperamida
loratadine | loratadina | loratadina
losartan | losartán | losartana
metamizole | metamizol | dipirona
metformin | metformina | metformina
methotrexate | metotrexato | metotrexato
metoclopramide | metoclopramida | metoclopramida
metoprolol | metoprolol | metoprolol
metronidazole | metronidazol | metronidazol
montelukast | montelukast | montelucaste
morphine | morfina | morfina
naproxen | naproxeno | naproxeno
nifedipine | nifedipino | nifedipino
nitrofurantoin | nitrofurantoína | nitrofurantoína
nystatin | nistatina | nistatina
omeprazole | omeprazol | omeprazol
ondansetron | ondansetrón | ondansetrona
oseltamivir | oseltamivir | oseltamivir
paracetamol | paracetamol | paracetamol
pertuzumab | pertuzumab | pertuzumabe
prednisolone | prednisolona | prednisolona
prednisone | prednisona | prednisona
pregabalin | pregabalina | pregabalina
propranolol | propranolol | propranolol
quetiapine | quetiapina | quetiapina
risperidone | risperidona | risperidona
rivaroxaban | rivaroxabán | rivaroxabana
rosuvastatin | rosuvastatina | rosuvastatina
salbutamol | salbutamol | salbutamol
sertraline | sertralina | sertralina
simvastatin | simvastatina | sinvastatina
sitagliptin | sitagliptina | sitagliptina
spironolactone | espironolactona | espironolactona
sulfamethoxazole | sulfametoxazol | sulfametoxazol
sumatriptan | sumatriptán | sumatriptana
tamsulosin | tamsulosina | tansulosina
timolol | timolol | timolol
tobramycin | tobramicina | tobramicina
tramadol | tramadol | tramadol
trastuzumab | trastuzumab | trastuzumabe
trimethoprim | trimetoprima | trimetoprima
valsartan | valsartán | valsartana
warfarin | warfarina | varfarina
`;
