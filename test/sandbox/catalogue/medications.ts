/** Invented codes over generic ingredients: code | name | presentation | active ingredient | registration. */
export const medications = `
MED-001 | Amoxicillin 500 mg capsules | 500 mg · 21 capsules | amoxicillin
MED-002 | Amoxicillin 250 mg/5 ml suspension | 250 mg/5 ml · 100 ml | amoxicillin
MED-003 | Amoxicillin with clavulanic acid 875/125 mg tablets | 875/125 mg · 14 tablets | amoxicillin and clavulanic acid
MED-004 | Ampicillin 1 g powder for injection | 1 g · 1 vial | ampicillin
MED-005 | Azithromycin 500 mg tablets | 500 mg · 3 tablets | azithromycin
MED-006 | Azithromycin 200 mg/5 ml suspension | 200 mg/5 ml · 30 ml | azithromycin
MED-007 | Cefalexin 500 mg capsules | 500 mg · 28 capsules | cefalexin
MED-008 | Ceftriaxone 1 g powder for injection | 1 g · 1 vial | ceftriaxone
MED-009 | Ciprofloxacin 500 mg tablets | 500 mg · 10 tablets | ciprofloxacin
MED-010 | Clarithromycin 500 mg tablets | 500 mg · 14 tablets | clarithromycin
MED-011 | Clindamycin 300 mg capsules | 300 mg · 16 capsules | clindamycin
MED-012 | Doxycycline 100 mg capsules | 100 mg · 14 capsules | doxycycline
MED-013 | Metronidazole 500 mg tablets | 500 mg · 20 tablets | metronidazole
MED-014 | Nitrofurantoin 100 mg capsules | 100 mg · 20 capsules | nitrofurantoin
MED-015 | Sulfamethoxazole with trimethoprim 800/160 mg tablets | 800/160 mg · 20 tablets | sulfamethoxazole and trimethoprim
MED-016 | Fluconazole 150 mg capsule | 150 mg · 1 capsule | fluconazole
MED-017 | Nystatin 100,000 IU/ml suspension | 100,000 IU/ml · 60 ml | nystatin
MED-018 | Aciclovir 400 mg tablets | 400 mg · 35 tablets | aciclovir
MED-019 | Oseltamivir 75 mg capsules | 75 mg · 10 capsules | oseltamivir
MED-020 | Albendazole 400 mg tablet | 400 mg · 1 tablet | albendazole
MED-021 | Ivermectin 6 mg tablets | 6 mg · 4 tablets | ivermectin
MED-022 | Amlodipine 5 mg tablets | 5 mg · 30 tablets | amlodipine
MED-023 | Amlodipine 10 mg tablets | 10 mg · 30 tablets | amlodipine
MED-024 | Atenolol 50 mg tablets | 50 mg · 28 tablets | atenolol
MED-025 | Bisoprolol 5 mg tablets | 5 mg · 28 tablets | bisoprolol
MED-026 | Captopril 25 mg tablets | 25 mg · 30 tablets | captopril
MED-027 | Carvedilol 12.5 mg tablets | 12.5 mg · 30 tablets | carvedilol
MED-028 | Enalapril 10 mg tablets | 10 mg · 30 tablets | enalapril
MED-029 | Furosemide 40 mg tablets | 40 mg · 30 tablets | furosemide
MED-030 | Hydrochlorothiazide 25 mg tablets | 25 mg · 30 tablets | hydrochlorothiazide
MED-031 | Losartan 50 mg tablets | 50 mg · 30 tablets | losartan
MED-032 | Losartan 100 mg tablets | 100 mg · 30 tablets | losartan
MED-033 | Metoprolol 50 mg tablets | 50 mg · 30 tablets | metoprolol
MED-034 | Nifedipine 30 mg prolonged-release tablets | 30 mg · 30 tablets | nifedipine
MED-035 | Propranolol 40 mg tablets | 40 mg · 30 tablets | propranolol
MED-036 | Spironolactone 25 mg tablets | 25 mg · 30 tablets | spironolactone
MED-037 | Valsartan 160 mg tablets | 160 mg · 28 tablets | valsartan
MED-038 | Atorvastatin 20 mg tablets | 20 mg · 30 tablets | atorvastatin
MED-039 | Atorvastatin 40 mg tablets | 40 mg · 30 tablets | atorvastatin
MED-040 | Rosuvastatin 10 mg tablets | 10 mg · 30 tablets | rosuvastatin
MED-041 | Simvastatin 20 mg tablets | 20 mg · 30 tablets | simvastatin
MED-042 | Paracetamol (acetaminophen) 500 mg tablets | 500 mg · 30 tablets | paracetamol
MED-043 | Paracetamol 1 g tablets | 1 g · 20 tablets | paracetamol
MED-044 | Paracetamol 120 mg/5 ml oral solution | 120 mg/5 ml · 100 ml | paracetamol
MED-045 | Paracetamol with caffeine 500/65 mg tablets | 500/65 mg · 20 tablets | paracetamol and caffeine
MED-046 | Ibuprofen 400 mg tablets | 400 mg · 20 tablets | ibuprofen
MED-047 | Ibuprofen 600 mg tablets | 600 mg · 20 tablets | ibuprofen
MED-048 | Ibuprofen 100 mg/5 ml suspension | 100 mg/5 ml · 120 ml | ibuprofen
MED-049 | Diclofenac 50 mg tablets | 50 mg · 20 tablets | diclofenac
MED-050 | Diclofenac 75 mg/3 ml solution for injection | 75 mg/3 ml · 3 ampoules | diclofenac
MED-051 | Naproxen 500 mg tablets | 500 mg · 20 tablets | naproxen
MED-052 | Ketorolac 10 mg tablets | 10 mg · 10 tablets | ketorolac
MED-053 | Celecoxib 200 mg capsules | 200 mg · 10 capsules | celecoxib
MED-054 | Metamizole 500 mg tablets | 500 mg · 10 tablets | metamizole
MED-055 | Tramadol 50 mg capsules | 50 mg · 10 capsules | tramadol
MED-056 | Morphine 10 mg prolonged-release tablets | 10 mg · 20 tablets | morphine
MED-057 | Sumatriptan 50 mg tablets | 50 mg · 6 tablets | sumatriptan
MED-058 | Ergotamine with caffeine 1/100 mg tablets | 1/100 mg · 20 tablets | ergotamine and caffeine
MED-059 | Acetylsalicylic acid 100 mg tablets | 100 mg · 30 tablets | acetylsalicylic acid
MED-060 | Clopidogrel 75 mg tablets | 75 mg · 28 tablets | clopidogrel
MED-061 | Warfarin 5 mg tablets | 5 mg · 30 tablets | warfarin
MED-062 | Enoxaparin 40 mg/0.4 ml pre-filled syringe | 40 mg/0.4 ml · 2 syringes | enoxaparin
MED-063 | Rivaroxaban 20 mg tablets | 20 mg · 28 tablets | rivaroxaban
MED-064 | Metformin 850 mg tablets | 850 mg · 30 tablets | metformin
MED-065 | Metformin 1,000 mg tablets | 1,000 mg · 30 tablets | metformin
MED-066 | Glibenclamide 5 mg tablets | 5 mg · 30 tablets | glibenclamide
MED-067 | Gliclazide 60 mg modified-release tablets | 60 mg · 30 tablets | gliclazide
MED-068 | Sitagliptin 100 mg tablets | 100 mg · 28 tablets | sitagliptin
MED-069 | Empagliflozin 25 mg tablets | 25 mg · 30 tablets | empagliflozin
MED-070 | Insulin glargine 100 IU/ml pen | 100 IU/ml · 5 pens of 3 ml | insulin glargine
MED-071 | Insulin human isophane 100 IU/ml vial | 100 IU/ml · 10 ml | insulin human isophane
MED-072 | Levothyroxine 50 µg tablets | 50 µg · 50 tablets | levothyroxine
MED-073 | Levothyroxine 100 µg tablets | 100 µg · 50 tablets | levothyroxine
MED-074 | Prednisone 20 mg tablets | 20 mg · 20 tablets | prednisone
MED-075 | Prednisolone 15 mg/5 ml oral solution | 15 mg/5 ml · 100 ml | prednisolone
MED-076 | Dexamethasone 4 mg/ml solution for injection | 4 mg/ml · 2 ampoules | dexamethasone
MED-077 | Hydrocortisone 1 % cream | 1 % · 30 g | hydrocortisone
MED-078 | Betamethasone 0.05 % cream | 0.05 % · 40 g | betamethasone
MED-079 | Salbutamol 100 µg inhaler | 100 µg · 200 doses | salbutamol
MED-080 | Budesonide 200 µg inhaler | 200 µg · 200 doses | budesonide
MED-081 | Budesonide with formoterol 160/4.5 µg inhaler | 160/4.5 µg · 120 doses | budesonide and formoterol
MED-082 | Ipratropium 20 µg inhaler | 20 µg · 200 doses | ipratropium
MED-083 | Montelukast 10 mg tablets | 10 mg · 30 tablets | montelukast
MED-084 | Montelukast 5 mg chewable tablets | 5 mg · 30 tablets | montelukast
MED-085 | Loratadine 10 mg tablets | 10 mg · 10 tablets | loratadine
MED-086 | Cetirizine 10 mg tablets | 10 mg · 10 tablets | cetirizine
MED-087 | Desloratadine 5 mg tablets | 5 mg · 10 tablets | desloratadine
MED-088 | Chlorphenamine 2 mg/5 ml syrup | 2 mg/5 ml · 120 ml | chlorphenamine
MED-089 | Omeprazole 20 mg capsules | 20 mg · 28 capsules | omeprazole
MED-090 | Esomeprazole 40 mg tablets | 40 mg · 14 tablets | esomeprazole
MED-091 | Famotidine 40 mg tablets | 40 mg · 10 tablets | famotidine
MED-092 | Metoclopramide 10 mg tablets | 10 mg · 20 tablets | metoclopramide
MED-093 | Ondansetron 8 mg tablets | 8 mg · 10 tablets | ondansetron
MED-094 | Loperamide 2 mg capsules | 2 mg · 12 capsules | loperamide
MED-095 | Lactulose 10 g/15 ml syrup | 10 g/15 ml · 240 ml | lactulose
MED-096 | Oral rehydration salts | 27.9 g · 10 sachets | glucose and electrolytes
MED-097 | Hyoscine butylbromide 10 mg tablets | 10 mg · 20 tablets | hyoscine butylbromide
MED-098 | Sertraline 50 mg tablets | 50 mg · 30 tablets | sertraline
MED-099 | Fluoxetine 20 mg capsules | 20 mg · 28 capsules | fluoxetine
MED-100 | Escitalopram 10 mg tablets | 10 mg · 28 tablets | escitalopram
MED-101 | Amitriptyline 25 mg tablets | 25 mg · 30 tablets | amitriptyline
MED-102 | Quetiapine 100 mg tablets | 100 mg · 30 tablets | quetiapine
MED-103 | Risperidone 2 mg tablets | 2 mg · 20 tablets | risperidone
MED-104 | Carbamazepine 200 mg tablets | 200 mg · 50 tablets | carbamazepine
MED-105 | Valproic acid 500 mg tablets | 500 mg · 30 tablets | valproic acid
MED-106 | Levetiracetam 500 mg tablets | 500 mg · 60 tablets | levetiracetam
MED-107 | Gabapentin 300 mg capsules | 300 mg · 30 capsules | gabapentin
MED-108 | Pregabalin 75 mg capsules | 75 mg · 28 capsules | pregabalin
MED-109 | Methotrexate 2.5 mg tablets | 2.5 mg · 20 tablets | methotrexate
MED-110 | Adalimumab 40 mg pre-filled pen | 40 mg · 2 pens | adalimumab
MED-111 | Allopurinol 300 mg tablets | 300 mg · 30 tablets | allopurinol
MED-112 | Colchicine 0.5 mg tablets | 0.5 mg · 40 tablets | colchicine
MED-113 | Alendronic acid 70 mg tablets | 70 mg · 4 tablets | alendronic acid
MED-114 | Folic acid 5 mg tablets | 5 mg · 30 tablets | folic acid
MED-115 | Ferrous sulfate 300 mg tablets | 300 mg · 50 tablets | ferrous sulfate
MED-116 | Colecalciferol 50,000 IU capsules | 50,000 IU · 4 capsules | colecalciferol
MED-117 | Tamsulosin 0.4 mg capsules | 0.4 mg · 30 capsules | tamsulosin
MED-118 | Timolol 0.5 % eye drops | 0.5 % · 5 ml | timolol
MED-119 | Tobramycin 0.3 % eye drops | 0.3 % · 5 ml | tobramycin
MED-120 | Pertuzumab 420 mg solution for infusion | 420 mg · 1 vial | pertuzumab | stale
MED-901 | Trastuzumab 440 mg powder for infusion | 440 mg · 1 vial | trastuzumab | none
MED-902 | Imatinib 400 mg tablets | 400 mg · 30 tablets | imatinib | none
MED-903 | Paracetamol 650 mg effervescent tablets | 650 mg · 16 tablets | paracetamol | none
`;
