/** Names of the diagnoses that a clinic asks for most, in Spanish and in Portuguese: code | Spanish | Portuguese. */
export const diagnosisNames = `
A08.4 | Infección intestinal viral, no especificada | Infecção intestinal viral, não especificada
A09 | Diarrea y gastroenteritis de presunto origen infeccioso | Diarreia e gastroenterite de origem infecciosa presumível
A38 | Escarlatina | Escarlatina
A41.9 | Sepsis, no especificada | Septicemia não especificada
A46 | Erisipela | Erisipela
A49.9 | Infección bacteriana, no especificada | Infecção bacteriana não especificada
A90 | Fiebre del dengue [dengue clásico] | Dengue [dengue clássico]
A91 | Fiebre del dengue hemorrágico | Febre hemorrágica devida ao vírus do dengue
A92.0 | Enfermedad por virus chikungunya | Febre de chikungunya
B01.9 | Varicela sin complicaciones | Varicela sem complicação
B02.9 | Herpes zóster sin complicaciones | Herpes zóster sem complicação
B07 | Verrugas víricas | Verrugas de origem viral
B15.9 | Hepatitis aguda tipo A, sin coma hepático | Hepatite A sem coma hepático
B18.2 | Hepatitis viral tipo C crónica | Hepatite viral crônica C
B24 | Enfermedad por virus de la inmunodeficiencia humana [VIH], sin otra especificación | Doença pelo vírus da imunodeficiência humana [HIV], não especificada
B34.9 | Infección viral, no especificada | Infecção viral não especificada
B35.1 | Tiña de las uñas | Tinha das unhas
B35.3 | Tiña del pie | Tinha dos pés
B37.3 | Candidiasis de la vulva y de la vagina | Candidíase da vulva e da vagina
B54 | Paludismo [malaria] no especificado | Malária não especificada
B57.2 | Enfermedad de Chagas (crónica) que afecta al corazón | Doença de Chagas (crônica) com comprometimento cardíaco
B82.9 | Parasitosis intestinal, sin otra especificación | Parasitose intestinal não especificada
B86 | Escabiosis | Escabiose [sarna]
C18.9 | Tumor maligno del colon, parte no especificada | Neoplasia maligna do cólon, não especificada
C34.9 | Tumor maligno de los bronquios o del pulmón, parte no especificada | Neoplasia maligna dos brônquios ou pulmões, não especificada
C50.9 | Tumor maligno de la mama, parte no especificada | Neoplasia maligna da mama, não especificada
C53.9 | Tumor maligno del cuello del útero, sin otra especificación | Neoplasia maligna do colo do útero, não especificada
C61 | Tumor maligno de la próstata | Neoplasia maligna da próstata
C73 | Tumor maligno de la glándula tiroides | Neoplasia maligna da glândula tireoide
D25.9 | Leiomioma del útero, sin otra especificación | Leiomioma do útero, não especificado
D50.9 | Anemia por deficiencia de hierro sin otra especificación | Anemia por deficiência de ferro não especificada
D64.9 | Anemia de tipo no especificado | Anemia não especificada
D69.6 | Trombocitopenia no especificada | Trombocitopenia não especificada
E03.9 | Hipotiroidismo, no especificado | Hipotireoidismo não especificado
E04.1 | Nódulo tiroideo solitario no tóxico | Nódulo tireoidiano solitário não tóxico
E05.9 | Tirotoxicosis, no especificada | Tireotoxicose não especificada
E10.9 | Diabetes mellitus tipo 1, sin mención de complicación | Diabetes mellitus tipo 1, sem complicações
E11.2 | Diabetes mellitus tipo 2, con complicaciones renales | Diabetes mellitus tipo 2, com complicações renais
E11.9 | Diabetes mellitus tipo 2, sin mención de complicación | Diabetes mellitus tipo 2, sem complicações
E14.9 | Diabetes mellitus no especificada, sin mención de complicación | Diabetes mellitus não especificado, sem complicações
E16.2 | Hipoglicemia, no especificada | Hipoglicemia não especificada
E28.2 | Síndrome de ovario poliquístico | Síndrome do ovário policístico
E55.9 | Deficiencia de vitamina D, no especificada | Deficiência de vitamina D, não especificada
E66.0 | Obesidad debida a exceso de calorías | Obesidade devida a excesso de calorias
E66.9 | Obesidad, no especificada | Obesidade não especificada
E73.9 | Intolerancia a la lactosa, no especificada | Intolerância à lactose, não especificada
E78.0 | Hipercolesterolemia pura | Hipercolesterolemia pura
E78.2 | Hiperlipidemia mixta | Hiperlipidemia mista
E78.5 | Hiperlipidemia no especificada | Hiperlipidemia não especificada
E86 | Depleción del volumen | Depleção de volume
F03 | Demencia, no especificada | Demência não especificada
F20.9 | Esquizofrenia, no especificada | Esquizofrenia não especificada
F31.9 | Trastorno afectivo bipolar, no especificado | Transtorno afetivo bipolar não especificado
F32.0 | Episodio depresivo leve | Episódio depressivo leve
F32.1 | Episodio depresivo moderado | Episódio depressivo moderado
F32.9 | Episodio depresivo, no especificado | Episódio depressivo não especificado
F41.0 | Trastorno de pánico [ansiedad paroxística episódica] | Transtorno de pânico [ansiedade paroxística episódica]
F41.1 | Trastorno de ansiedad generalizada | Ansiedade generalizada
F41.2 | Trastorno mixto de ansiedad y depresión | Transtorno misto ansioso e depressivo
F41.9 | Trastorno de ansiedad, no especificado | Transtorno ansioso não especificado
F43.1 | Trastorno de estrés postraumático | Estado de estresse pós-traumático
F51.0 | Insomnio no orgánico | Insônia não orgânica
F84.0 | Autismo en la niñez | Autismo infantil
F90.0 | Perturbación de la actividad y de la atención | Distúrbios da atividade e da atenção
G20 | Enfermedad de Parkinson | Doença de Parkinson
G30.9 | Enfermedad de Alzheimer, no especificada | Doença de Alzheimer não especificada
G35 | Esclerosis múltiple | Esclerose múltipla
G40.9 | Epilepsia, tipo no especificado | Epilepsia não especificada
G43.0 | Migraña sin aura [migraña común] | Enxaqueca sem aura [enxaqueca comum]
G43.1 | Migraña con aura [migraña clásica] | Enxaqueca com aura [enxaqueca clássica]
G43.9 | Migraña, no especificada | Enxaqueca não especificada
G44.0 | Síndrome de cefalea en racimos | Síndrome de cefaleia em salvas
G44.2 | Cefalea debida a tensión | Cefaleia tensional
G47.0 | Trastornos del inicio y del mantenimiento del sueño [insomnios] | Distúrbios do início e da manutenção do sono [insônias]
G47.3 | Apnea del sueño | Apneia de sono
G50.0 | Neuralgia del trigémino | Nevralgia do trigêmeo
G51.0 | Parálisis de Bell | Paralisia de Bell
G56.0 | Síndrome del túnel carpiano | Síndrome do túnel do carpo
H10.9 | Conjuntivitis, no especificada | Conjuntivite não especificada
H25.9 | Catarata senil, no especificada | Catarata senil não especificada
H26.9 | Catarata, no especificada | Catarata não especificada
H40.9 | Glaucoma, no especificado | Glaucoma não especificado
H52.1 | Miopía | Miopia
H52.2 | Astigmatismo | Astigmatismo
H60.9 | Otitis externa, sin otra especificación | Otite externa não especificada
H61.2 | Cerumen impactado | Cerume impactado
H66.9 | Otitis media, no especificada | Otite média não especificada
H81.1 | Vértigo paroxístico benigno | Vertigem paroxística benigna
H91.9 | Hipoacusia, no especificada | Perda não especificada de audição
H93.1 | Tinnitus [zumbido] | Tinnitus [zumbido]
I10 | Hipertensión esencial (primaria) | Hipertensão essencial (primária)
I20.0 | Angina inestable | Angina instável
I20.9 | Angina de pecho, no especificada | Angina pectoris não especificada
I21.9 | Infarto agudo del miocardio, sin otra especificación | Infarto agudo do miocárdio não especificado
I25.1 | Enfermedad aterosclerótica del corazón | Doença aterosclerótica do coração
I26.9 | Embolia pulmonar sin mención de corazón pulmonar agudo | Embolia pulmonar sem menção de cor pulmonale agudo
I48.9 | Fibrilación y aleteo auricular, no especificado | Flutter e fibrilação atrial não especificados
I49.9 | Arritmia cardíaca, no especificada | Arritmia cardíaca não especificada
I50.0 | Insuficiencia cardíaca congestiva | Insuficiência cardíaca congestiva
I50.9 | Insuficiencia cardíaca, no especificada | Insuficiência cardíaca não especificada
I63.9 | Infarto cerebral, no especificado | Infarto cerebral não especificado
I64 | Accidente vascular encefálico agudo, no especificado como hemorrágico o isquémico | Acidente vascular cerebral, não especificado como hemorrágico ou isquêmico
I83.9 | Venas varicosas de los miembros inferiores sin úlcera ni inflamación | Varizes dos membros inferiores sem úlcera ou inflamação
I84.9 | Hemorroides no especificadas, sin complicación | Hemorroidas sem complicações, não especificadas
I95.1 | Hipotensión ortostática | Hipotensão ortostática
J00 | Rinofaringitis aguda [resfriado común] | Nasofaringite aguda [resfriado comum]
J01.9 | Sinusitis aguda, no especificada | Sinusite aguda não especificada
J02.0 | Faringitis estreptocócica | Faringite estreptocócica
J02.9 | Faringitis aguda, no especificada | Faringite aguda não especificada
J03.9 | Amigdalitis aguda, no especificada | Amigdalite aguda não especificada
J04.0 | Laringitis aguda | Laringite aguda
J06.9 | Infección aguda de las vías respiratorias superiores, no especificada | Infecção aguda das vias aéreas superiores não especificada
J11.1 | Influenza con otras manifestaciones respiratorias, virus no identificado | Influenza [gripe] com outras manifestações respiratórias, vírus não identificado
J15.9 | Neumonía bacteriana, no especificada | Pneumonia bacteriana não especificada
J18.0 | Bronconeumonía, no especificada | Broncopneumonia não especificada
J18.9 | Neumonía, no especificada | Pneumonia não especificada
J20.9 | Bronquitis aguda, no especificada | Bronquite aguda não especificada
J21.9 | Bronquiolitis aguda, no especificada | Bronquiolite aguda não especificada
J30.4 | Rinitis alérgica, no especificada | Rinite alérgica não especificada
J32.9 | Sinusitis crónica, no especificada | Sinusite crônica não especificada
J40 | Bronquitis, no especificada como aguda o crónica | Bronquite não especificada como aguda ou crônica
J44.9 | Enfermedad pulmonar obstructiva crónica, no especificada | Doença pulmonar obstrutiva crônica não especificada
J45.0 | Asma predominantemente alérgica | Asma predominantemente alérgica
J45.9 | Asma, no especificada | Asma não especificada
J90 | Derrame pleural no clasificado en otra parte | Derrame pleural não classificado em outra parte
K02.9 | Caries dental, no especificada | Cárie dentária não especificada
K05.1 | Gingivitis crónica | Gengivite crônica
K12.0 | Estomatitis aftosa recurrente | Aftas bucais recidivantes
K21.0 | Enfermedad del reflujo gastroesofágico con esofagitis | Doença de refluxo gastroesofágico com esofagite
K21.9 | Enfermedad del reflujo gastroesofágico sin esofagitis | Doença de refluxo gastroesofágico sem esofagite
K25.9 | Úlcera gástrica, no especificada como aguda ni crónica, sin hemorragia ni perforación | Úlcera gástrica, não especificada como aguda ou crônica, sem hemorragia ou perfuração
K29.5 | Gastritis crónica, no especificada | Gastrite crônica não especificada
K29.7 | Gastritis, no especificada | Gastrite não especificada
K30 | Dispepsia funcional | Dispepsia funcional
K35.8 | Apendicitis aguda, otra y la no especificada | Apendicite aguda, outra e não especificada
K40.9 | Hernia inguinal unilateral o no especificada, sin obstrucción ni gangrena | Hérnia inguinal unilateral ou não especificada, sem obstrução ou gangrena
K42.9 | Hernia umbilical sin obstrucción ni gangrena | Hérnia umbilical sem obstrução ou gangrena
K50.9 | Enfermedad de Crohn, no especificada | Doença de Crohn não especificada
K51.9 | Colitis ulcerativa | Retocolite ulcerativa
K52.9 | Colitis y gastroenteritis no infecciosas | Gastroenterite e colite não infecciosas
K58.9 | Síndrome del colon irritable sin diarrea | Síndrome do intestino irritável sem diarreia
K59.0 | Constipación [estreñimiento] | Constipação
K80.2 | Cálculo de la vesícula biliar sin colecistitis | Calculose da vesícula biliar sem colecistite
K81.0 | Colecistitis aguda | Colecistite aguda
K85.9 | Pancreatitis aguda, no especificada | Pancreatite aguda não especificada
L20.9 | Dermatitis atópica, no especificada | Dermatite atópica não especificada
L21.9 | Dermatitis seborreica, no especificada | Dermatite seborreica não especificada
L23.9 | Dermatitis alérgica de contacto, de causa no especificada | Dermatite alérgica de contato, de causa não especificada
L30.9 | Dermatitis, no especificada | Dermatite não especificada
L40.9 | Psoriasis, no especificada | Psoríase não especificada
L50.9 | Urticaria, no especificada | Urticária não especificada
L60.0 | Uña encarnada | Unha encravada
L70.0 | Acné vulgar | Acne vulgar
L80 | Vitíligo | Vitiligo
M05.9 | Artritis reumatoide seropositiva, sin otra especificación | Artrite reumatoide soropositiva não especificada
M06.9 | Artritis reumatoide, no especificada | Artrite reumatoide não especificada
M10.9 | Gota, no especificada | Gota não especificada
M16.9 | Coxartrosis, no especificada | Coxartrose não especificada
M17.9 | Gonartrosis, no especificada | Gonartrose não especificada
M19.9 | Artrosis, no especificada | Artrose não especificada
M25.5 | Dolor en articulación | Dor articular
M32.9 | Lupus eritematoso sistémico, sin otra especificación | Lúpus eritematoso sistêmico não especificado
M41.9 | Escoliosis, no especificada | Escoliose não especificada
M51.1 | Trastornos de disco lumbar y otros, con radiculopatía | Transtornos de discos lombares e de outros discos com radiculopatia
M54.2 | Cervicalgia | Cervicalgia
M54.3 | Ciática | Ciática
M54.4 | Lumbago con ciática | Lumbago com ciática
M54.5 | Lumbago no especificado [dolor de espalda baja] | Dor lombar baixa
M54.9 | Dorsalgia, no especificada | Dorsalgia não especificada
M72.2 | Fibromatosis de la aponeurosis plantar | Fibromatose da fáscia plantar
M75.1 | Síndrome del manguito rotador | Síndrome do manguito rotador
M79.1 | Mialgia | Mialgia
M79.7 | Fibromialgia | Fibromialgia
M81.9 | Osteoporosis, no especificada | Osteoporose não especificada
N10 | Nefritis tubulointersticial aguda | Nefrite túbulo-intersticial aguda
N18.3 | Enfermedad renal crónica, etapa 3 | Doença renal crônica, estágio 3
N18.5 | Enfermedad renal crónica, etapa 5 | Doença renal crônica, estágio 5
N18.9 | Enfermedad renal crónica, no especificada | Doença renal crônica não especificada
N20.0 | Cálculo del riñón | Calculose do rim
N23 | Cólico renal, no especificado | Cólica nefrética não especificada
N30.0 | Cistitis aguda | Cistite aguda
N39.0 | Infección de vías urinarias, sitio no especificado | Infecção do trato urinário de localização não especificada
N40 | Hiperplasia de la próstata | Hiperplasia da próstata
N76.0 | Vaginitis aguda | Vaginite aguda
N80.9 | Endometriosis, no especificada | Endometriose não especificada
N91.2 | Amenorrea, sin otra especificación | Amenorreia não especificada
N92.0 | Menstruación excesiva y frecuente con ciclo regular | Menstruação excessiva e frequente com ciclo regular
N94.6 | Dismenorrea, no especificada | Dismenorreia não especificada
N95.1 | Estados menopáusicos y climatéricos femeninos | Estado da menopausa e do climatério feminino
O13 | Hipertensión gestacional [inducida por el embarazo] | Hipertensão gestacional [induzida pela gravidez]
O14.9 | Preeclampsia, no especificada | Pré-eclâmpsia não especificada
O20.0 | Amenaza de aborto | Ameaça de aborto
O24.4 | Diabetes mellitus que se origina con el embarazo | Diabetes mellitus que surge durante a gravidez
O80.0 | Parto único espontáneo, presentación cefálica | Parto espontâneo cefálico
O82.0 | Parto por cesárea electiva | Parto por cesariana eletiva
R00.0 | Taquicardia, no especificada | Taquicardia não especificada
R00.2 | Palpitaciones | Palpitações
R04.0 | Epistaxis | Epistaxe
R05 | Tos | Tosse
R06.0 | Disnea | Dispneia
R07.4 | Dolor en el pecho, no especificado | Dor torácica não especificada
R10.1 | Dolor abdominal localizado en parte superior | Dor localizada no abdome superior
R10.4 | Otros dolores abdominales y los no especificados | Outras dores abdominais e as não especificadas
R11 | Náusea y vómito | Náusea e vômitos
R13 | Disfagia | Disfagia
R17 | Ictericia no especificada | Icterícia não especificada
R21 | Salpullido y otras erupciones cutáneas no especificadas | Eritema e outras erupções cutâneas não especificadas
R31 | Hematuria, no especificada | Hematúria não especificada
R42 | Mareo y desvanecimiento | Tontura e instabilidade
R50.9 | Fiebre, no especificada | Febre não especificada
R51 | Cefalea [dolor de cabeza] | Cefaleia [dor de cabeça]
R52.2 | Otro dolor crónico | Outra dor crônica
R52.9 | Dolor, no especificado | Dor não especificada
R53 | Malestar y fatiga | Mal-estar e fadiga
R55 | Síncope y colapso | Síncope e colapso
R56.0 | Convulsiones febriles | Convulsões febris
R60.0 | Edema localizado | Edema localizado
R63.4 | Pérdida anormal de peso | Perda de peso anormal
R73.9 | Hiperglicemia, no especificada | Hiperglicemia não especificada
S06.0 | Concusión | Concussão cerebral
S13.4 | Esguinces y torceduras de la columna cervical | Entorse e distensão da coluna cervical
S52.5 | Fractura de la epífisis inferior del radio | Fratura da extremidade distal do rádio
S72.0 | Fractura del cuello del fémur | Fratura do colo do fêmur
S83.2 | Desgarro de meniscos, presente | Ruptura do menisco, atual
S93.4 | Esguinces y torceduras del tobillo | Entorse e distensão do tornozelo
T14.9 | Traumatismo, no especificado | Traumatismo não especificado
T30.0 | Quemadura de región del cuerpo y grado no especificados | Queimadura, parte do corpo e grau não especificados
T78.4 | Alergia no especificada | Alergia não especificada
U07.1 | COVID-19, virus identificado | COVID-19, vírus identificado
Z00.0 | Examen médico general | Exame médico geral
Z00.1 | Control de salud de rutina del niño | Exame de rotina de saúde da criança
Z01.0 | Examen de ojos y de la visión | Exame dos olhos e da visão
Z01.4 | Examen ginecológico (general) (de rutina) | Exame ginecológico (geral) (de rotina)
Z34.9 | Supervisión de embarazo normal no especificado | Supervisão de gravidez normal, não especificada
Z51.1 | Sesión de quimioterapia por tumor | Sessão de quimioterapia para neoplasia
Z76.0 | Consulta para repetición de receta | Emissão de prescrição de repetição
`;
