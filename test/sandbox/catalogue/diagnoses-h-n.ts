/** ICD-10 categories with the names that the WHO gave them, chapters VII to XIV: code, then name. */
export const diagnosesHToN = `
H00.0 Hordeolum and other deep inflammation of eyelid
H01.0 Blepharitis
H04.1 Other disorders of lacrimal gland
H10.1 Acute atopic conjunctivitis
H10.9 Conjunctivitis, unspecified
H11.0 Pterygium
H16.0 Corneal ulcer
H16.9 Keratitis, unspecified
H18.6 Keratoconus
H20.9 Iridocyclitis, unspecified
H25.9 Senile cataract, unspecified
H26.9 Cataract, unspecified
H33.0 Retinal detachment with retinal break
H35.3 Degeneration of macula and posterior pole
H36.0 Diabetic retinopathy
H40.1 Primary open-angle glaucoma
H40.9 Glaucoma, unspecified
H50.9 Strabismus, unspecified
H52.0 Hypermetropia
H52.1 Myopia
H52.2 Astigmatism
H52.4 Presbyopia
H60.9 Otitis externa, unspecified
H61.2 Impacted cerumen
H65.9 Nonsuppurative otitis media, unspecified
H66.0 Acute suppurative otitis media
H66.9 Otitis media, unspecified
H72.9 Perforation of tympanic membrane, unspecified
H81.0 Ménière disease
H81.1 Benign paroxysmal vertigo
H90.3 Sensorineural hearing loss, bilateral
H91.9 Hearing loss, unspecified
H93.1 Tinnitus
I00 Rheumatic fever without mention of heart involvement
I05.0 Mitral stenosis
I10 Essential (primary) hypertension
I11.0 Hypertensive heart disease with (congestive) heart failure
I11.9 Hypertensive heart disease without (congestive) heart failure
I12.9 Hypertensive renal disease without renal failure
I15.0 Renovascular hypertension
I20.0 Unstable angina
I20.9 Angina pectoris, unspecified
I21.9 Acute myocardial infarction, unspecified
I25.1 Atherosclerotic heart disease
I25.2 Old myocardial infarction
I26.9 Pulmonary embolism without mention of acute cor pulmonale
I27.0 Primary pulmonary hypertension
I30.9 Acute pericarditis, unspecified
I34.0 Mitral (valve) insufficiency
I35.0 Aortic (valve) stenosis
I42.0 Dilated cardiomyopathy
I44.2 Atrioventricular block, complete
I47.1 Supraventricular tachycardia
I48.9 Atrial fibrillation and atrial flutter, unspecified
I49.9 Cardiac arrhythmia, unspecified
I50.0 Congestive heart failure
I50.9 Heart failure, unspecified
I60.9 Subarachnoid haemorrhage, unspecified
I61.9 Intracerebral haemorrhage, unspecified
I63.9 Cerebral infarction, unspecified
I64 Stroke, not specified as haemorrhage or infarction
I67.9 Cerebrovascular disease, unspecified
I70.2 Atherosclerosis of arteries of extremities
I71.4 Abdominal aortic aneurysm, without mention of rupture
I73.0 Raynaud syndrome
I73.9 Peripheral vascular disease, unspecified
I80.2 Phlebitis and thrombophlebitis of other deep vessels of lower extremities
I83.9 Varicose veins of lower extremities without ulcer or inflammation
I84.9 Unspecified haemorrhoids without complication
I87.2 Venous insufficiency (chronic)(peripheral)
I89.0 Lymphoedema, not elsewhere classified
I95.1 Orthostatic hypotension
J00 Acute nasopharyngitis [common cold]
J01.9 Acute sinusitis, unspecified
J02.0 Streptococcal pharyngitis
J02.9 Acute pharyngitis, unspecified
J03.9 Acute tonsillitis, unspecified
J04.0 Acute laryngitis
J05.0 Acute obstructive laryngitis [croup]
J06.9 Acute upper respiratory infection, unspecified
J11.1 Influenza with other respiratory manifestations, virus not identified
J15.9 Bacterial pneumonia, unspecified
J18.0 Bronchopneumonia, unspecified
J18.9 Pneumonia, unspecified
J20.9 Acute bronchitis, unspecified
J21.0 Acute bronchiolitis due to respiratory syncytial virus
J21.9 Acute bronchiolitis, unspecified
J30.1 Allergic rhinitis due to pollen
J30.4 Allergic rhinitis, unspecified
J32.9 Chronic sinusitis, unspecified
J33.9 Nasal polyp, unspecified
J34.2 Deviated nasal septum
J35.0 Chronic tonsillitis
J35.2 Hypertrophy of adenoids
J40 Bronchitis, not specified as acute or chronic
J42 Unspecified chronic bronchitis
J43.9 Emphysema, unspecified
J44.1 Chronic obstructive pulmonary disease with acute exacerbation, unspecified
J44.9 Chronic obstructive pulmonary disease, unspecified
J45.0 Predominantly allergic asthma
J45.9 Asthma, unspecified
J46 Status asthmaticus
J47 Bronchiectasis
J84.1 Other interstitial pulmonary diseases with fibrosis
J90 Pleural effusion, not elsewhere classified
J93.9 Pneumothorax, unspecified
J96.0 Acute respiratory failure
K02.9 Dental caries, unspecified
K04.0 Pulpitis
K04.7 Periapical abscess without sinus
K05.1 Chronic gingivitis
K05.3 Chronic periodontitis
K07.6 Temporomandibular joint disorders
K12.0 Recurrent oral aphthae
K21.0 Gastro-oesophageal reflux disease with oesophagitis
K21.9 Gastro-oesophageal reflux disease without oesophagitis
K22.0 Achalasia of cardia
K25.9 Gastric ulcer, unspecified as acute or chronic, without haemorrhage or perforation
K26.9 Duodenal ulcer, unspecified as acute or chronic, without haemorrhage or perforation
K27.9 Peptic ulcer, site unspecified, unspecified as acute or chronic, without haemorrhage or perforation
K29.5 Chronic gastritis, unspecified
K29.7 Gastritis, unspecified
K30 Functional dyspepsia
K35.8 Acute appendicitis, other and unspecified
K40.9 Unilateral or unspecified inguinal hernia, without obstruction or gangrene
K42.9 Umbilical hernia without obstruction or gangrene
K44.9 Diaphragmatic hernia without obstruction or gangrene
K50.9 Crohn disease, unspecified
K51.9 Ulcerative colitis, unspecified
K52.9 Noninfective gastroenteritis and colitis, unspecified
K56.6 Other and unspecified intestinal obstruction
K57.9 Diverticular disease of intestine, part unspecified, without perforation or abscess
K58.0 Irritable bowel syndrome with diarrhoea
K58.9 Irritable bowel syndrome without diarrhoea
K59.0 Constipation
K60.2 Anal fissure, unspecified
K61.0 Anal abscess
K63.5 Polyp of colon
K70.3 Alcoholic cirrhosis of liver
K74.6 Other and unspecified cirrhosis of liver
K76.0 Fatty (change of) liver, not elsewhere classified
K80.2 Calculus of gallbladder without cholecystitis
K81.0 Acute cholecystitis
K85.9 Acute pancreatitis, unspecified
K86.1 Other chronic pancreatitis
K90.0 Coeliac disease
K92.2 Gastrointestinal haemorrhage, unspecified
L01.0 Impetigo [any organism] [any site]
L02.9 Cutaneous abscess, furuncle and carbuncle, unspecified
L03.1 Cellulitis of other parts of limb
L08.9 Local infection of skin and subcutaneous tissue, unspecified
L20.9 Atopic dermatitis, unspecified
L21.9 Seborrhoeic dermatitis, unspecified
L22 Diaper [napkin] dermatitis
L23.9 Allergic contact dermatitis, unspecified cause
L30.9 Dermatitis, unspecified
L40.0 Psoriasis vulgaris
L40.9 Psoriasis, unspecified
L42 Pityriasis rosea
L43.9 Lichen planus, unspecified
L50.9 Urticaria, unspecified
L60.0 Ingrowing nail
L63.9 Alopecia areata, unspecified
L65.9 Nonscarring hair loss, unspecified
L70.0 Acne vulgaris
L71.9 Rosacea, unspecified
L72.1 Trichilemmal cyst
L80 Vitiligo
L82 Seborrhoeic keratosis
L84 Corns and callosities
L89.9 Decubitus ulcer and pressure area, unspecified
L91.0 Hypertrophic scar
L97 Ulcer of lower limb, not elsewhere classified
M05.9 Seropositive rheumatoid arthritis, unspecified
M06.9 Rheumatoid arthritis, unspecified
M10.0 Idiopathic gout
M10.9 Gout, unspecified
M16.9 Coxarthrosis, unspecified
M17.1 Other primary gonarthrosis
M17.9 Gonarthrosis, unspecified
M19.9 Arthrosis, unspecified
M20.1 Hallux valgus (acquired)
M23.9 Internal derangement of knee, unspecified
M25.5 Pain in joint
M32.9 Systemic lupus erythematosus, unspecified
M34.9 Systemic sclerosis, unspecified
M35.0 Sicca syndrome [Sjögren]
M35.3 Polymyalgia rheumatica
M41.9 Scoliosis, unspecified
M45 Ankylosing spondylitis
M47.9 Spondylosis, unspecified
M48.0 Spinal stenosis
M50.2 Other cervical disc displacement
M51.1 Lumbar and other intervertebral disc disorders with radiculopathy
M51.2 Other specified intervertebral disc displacement
M53.1 Cervicobrachial syndrome
M54.2 Cervicalgia
M54.3 Sciatica
M54.4 Lumbago with sciatica
M54.5 Low back pain
M54.9 Dorsalgia, unspecified
M65.4 Radial styloid tenosynovitis [de Quervain]
M67.4 Ganglion
M70.6 Trochanteric bursitis
M72.2 Plantar fascial fibromatosis
M75.0 Adhesive capsulitis of shoulder
M75.1 Rotator cuff syndrome
M76.6 Achilles tendinitis
M77.1 Lateral epicondylitis
M77.3 Calcaneal spur
M79.1 Myalgia
M79.7 Fibromyalgia
M80.0 Postmenopausal osteoporosis with pathological fracture
M81.0 Postmenopausal osteoporosis
M81.9 Osteoporosis, unspecified
M86.9 Osteomyelitis, unspecified
N00.9 Acute nephritic syndrome, unspecified
N04.9 Nephrotic syndrome, unspecified
N10 Acute tubulo-interstitial nephritis
N13.3 Other and unspecified hydronephrosis
N17.9 Acute renal failure, unspecified
N18.3 Chronic kidney disease, stage 3
N18.5 Chronic kidney disease, stage 5
N18.9 Chronic kidney disease, unspecified
N20.0 Calculus of kidney
N20.1 Calculus of ureter
N23 Unspecified renal colic
N30.0 Acute cystitis
N30.9 Cystitis, unspecified
N39.0 Urinary tract infection, site not specified
N39.3 Stress incontinence
N40 Hyperplasia of prostate
N41.1 Chronic prostatitis
N43.3 Hydrocele, unspecified
N46 Male infertility
N47 Redundant prepuce, phimosis and paraphimosis
N60.1 Diffuse cystic mastopathy
N63 Unspecified lump in breast
N70.9 Salpingitis and oophoritis, unspecified
N73.9 Female pelvic inflammatory disease, unspecified
N76.0 Acute vaginitis
N80.9 Endometriosis, unspecified
N81.4 Uterovaginal prolapse, unspecified
N83.2 Other and unspecified ovarian cysts
N87.9 Dysplasia of cervix uteri, unspecified
N91.2 Amenorrhoea, unspecified
N92.0 Excessive and frequent menstruation with regular cycle
N94.6 Dysmenorrhoea, unspecified
N95.1 Menopausal and female climacteric states
N97.9 Female infertility, unspecified
`;
