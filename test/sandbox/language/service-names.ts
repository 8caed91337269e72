/** Names of services and what stands beside them: English | Spanish | Portuguese. */
export const serviceNames = `
Complete blood count with differential | Hemograma completo con diferencial | Hemograma completo com diferencial
Haemoglobin and haematocrit | Hemoglobina y hematocrito | Hemoglobina e hematócrito
Erythrocyte sedimentation rate | Velocidad de eritrosedimentación | Velocidade de hemossedimentação
Platelet count | Recuento de plaquetas | Contagem de plaquetas
Prothrombin time and INR | Tiempo de protrombina e INR | Tempo de protrombina e INR
Activated partial thromboplastin time | Tiempo de tromboplastina parcial activada | Tempo de tromboplastina parcial ativada
Fasting glucose | Glucosa en ayunas | Glicose em jejum
Glycated haemoglobin (HbA1c) | Hemoglobina glicosilada (HbA1c) | Hemoglobina glicada (HbA1c)
Oral glucose tolerance test, 75 g | Prueba de tolerancia oral a la glucosa, 75 g | Teste oral de tolerância à glicose, 75 g
Total cholesterol | Colesterol total | Colesterol total
Lipid profile | Perfil lipídico | Perfil lipídico
Creatinine | Creatinina | Creatinina
Urea nitrogen | Nitrógeno ureico | Ureia
Electrolytes: sodium, potassium, chloride | Electrolitos: sodio, potasio, cloro | Eletrólitos: sódio, potássio, cloro
Calcium, total | Calcio total | Cálcio total
Magnesium | Magnesio | Magnésio
Uric acid | Ácido úrico | Ácido úrico
Alanine aminotransferase (ALT) | Alanina aminotransferasa (ALT) | Alanina aminotransferase (ALT)
Aspartate aminotransferase (AST) | Aspartato aminotransferasa (AST) | Aspartato aminotransferase (AST)
Alkaline phosphatase | Fosfatasa alcalina | Fosfatase alcalina
Bilirubin, total and direct | Bilirrubina total y directa | Bilirrubina total e direta
Amylase | Amilasa | Amilase
Lipase | Lipasa | Lipase
Albumin | Albúmina | Albumina
Thyroid-stimulating hormone (TSH) | Hormona estimulante de la tiroides (TSH) | Hormônio tireoestimulante (TSH)
Free thyroxine (T4) | Tiroxina libre (T4) | Tiroxina livre (T4)
Ferritin | Ferritina | Ferritina
Vitamin B12 | Vitamina B12 | Vitamina B12
25-hydroxyvitamin D | 25-hidroxivitamina D | 25-hidroxivitamina D
C-reactive protein | Proteína C reactiva | Proteína C reativa
Rheumatoid factor | Factor reumatoide | Fator reumatoide
Antinuclear antibodies | Anticuerpos antinucleares | Anticorpos antinucleares
Prostate-specific antigen | Antígeno prostático específico | Antígeno prostático específico
Human chorionic gonadotropin, quantitative | Gonadotropina coriónica humana, cuantitativa | Gonadotrofina coriônica humana, quantitativa
HIV 1 and 2 antibodies and antigen | Anticuerpos y antígeno de VIH 1 y 2 | Anticorpos e antígeno de HIV 1 e 2
Hepatitis B surface antigen | Antígeno de superficie de hepatitis B | Antígeno de superfície da hepatite B
Hepatitis C antibodies | Anticuerpos de hepatitis C | Anticorpos da hepatite C
Syphilis serology | Serología de sífilis | Sorologia para sífilis
Urinalysis | Examen general de orina | Exame de urina tipo I
Urine culture with susceptibility | Urocultivo con antibiograma | Urocultura com antibiograma
Microalbumin, urine | Microalbúmina en orina | Microalbumina na urina
Stool examination for ova and parasites | Examen de heces para huevos y parásitos | Exame parasitológico de fezes
Occult blood in stool | Sangre oculta en heces | Sangue oculto nas fezes
Cervical cytology | Citología cervical | Citologia cervical
Whole exome sequencing | Secuenciación del exoma completo | Sequenciamento completo do exoma
Chest X-ray, two views | Radiografía de tórax, dos proyecciones | Radiografia de tórax, duas incidências
X-ray of cervical spine | Radiografía de columna cervical | Radiografia da coluna cervical
X-ray of lumbar spine | Radiografía de columna lumbar | Radiografia da coluna lombar
X-ray of knee, two views | Radiografía de rodilla, dos proyecciones | Radiografia de joelho, duas incidências
X-ray of hand | Radiografía de mano | Radiografia de mão
Abdominal ultrasound | Ultrasonido abdominal | Ultrassonografia de abdome
Pelvic ultrasound | Ultrasonido pélvico | Ultrassonografia pélvica
Obstetric ultrasound | Ultrasonido obstétrico | Ultrassonografia obstétrica
Thyroid ultrasound | Ultrasonido de tiroides | Ultrassonografia de tireoide
Carotid Doppler ultrasound | Ultrasonido Doppler de carótidas | Ultrassonografia Doppler de carótidas
Venous Doppler ultrasound of the lower limbs | Ultrasonido Doppler venoso de miembros inferiores | Ultrassonografia Doppler venosa de membros inferiores
Mammography | Mamografía | Mamografia
Computed tomography of head | Tomografía computarizada de cráneo | Tomografia computadorizada de crânio
Computed tomography of head with contrast | Tomografía computarizada de cráneo con contraste | Tomografia computadorizada de crânio com contraste
Computed tomography of chest | Tomografía computarizada de tórax | Tomografia computadorizada de tórax
Computed tomography of abdomen and pelvis | Tomografía computarizada de abdomen y pelvis | Tomografia computadorizada de abdome e pelve
Computed tomography of paranasal sinuses | Tomografía computarizada de senos paranasales | Tomografia computadorizada dos seios da face
Magnetic resonance imaging of brain | Resonancia magnética de cerebro | Ressonância magnética de crânio
Magnetic resonance imaging of brain with contrast | Resonancia magnética de cerebro con contraste | Ressonância magnética de crânio com contraste
Magnetic resonance imaging of lumbar spine | Resonancia magnética de columna lumbar | Ressonância magnética da coluna lombar
Magnetic resonance imaging of knee | Resonancia magnética de rodilla | Ressonância magnética de joelho
Bone densitometry | Densitometría ósea | Densitometria óssea
Echocardiography, transthoracic | Ecocardiografía transtorácica | Ecocardiografia transtorácica
Positron emission tomography | Tomografía por emisión de positrones | Tomografia por emissão de pósitrons
Electrocardiogram, 12 leads | Electrocardiograma de 12 derivaciones | Eletrocardiograma de 12 derivações
Holter monitoring, 24 hours | Monitoreo Holter de 24 horas | Holter de 24 horas
Ambulatory blood pressure monitoring | Monitoreo ambulatorio de presión arterial | Monitorização ambulatorial da pressão arterial
Cardiac stress test | Prueba de esfuerzo cardíaco | Teste ergométrico
Spirometry | Espirometría | Espirometria
Electroencephalogram | Electroencefalograma | Eletroencefalograma
Electromyography and nerve conduction, two limbs | Electromiografía y conducción nerviosa, dos extremidades | Eletroneuromiografia, dois membros
Upper gastrointestinal endoscopy | Endoscopia digestiva alta | Endoscopia digestiva alta
Colonoscopy | Colonoscopia | Colonoscopia
Physiotherapy | Fisioterapia | Fisioterapia
Speech therapy | Terapia del habla | Fonoaudiologia
Psychotherapy | Psicoterapia | Psicoterapia
Audiometry | Audiometría | Audiometria
Skin biopsy | Biopsia de piel | Biópsia de pele
Removal of skin lesion | Resección de lesión de piel | Exérese de lesão de pele
Suture of wound | Sutura de herida | Sutura de ferimento
Joint injection | Infiltración articular | Infiltração articular
Cataract surgery with lens implant | Cirugía de catarata con implante de lente | Cirurgia de catarata com implante de lente
Cholecystectomy, laparoscopic | Colecistectomía laparoscópica | Colecistectomia laparoscópica
Appendectomy | Apendicectomía | Apendicectomia
Inguinal hernia repair | Reparación de hernia inguinal | Correção de hérnia inguinal
Knee arthroscopy | Artroscopia de rodilla | Artroscopia de joelho
Haemodialysis | Hemodiálisis | Hemodiálise
Chemotherapy administration | Aplicación de quimioterapia | Aplicação de quimioterapia
Radiotherapy | Radioterapia | Radioterapia
Cochlear implant | Implante coclear | Implante coclear
Whole blood, EDTA | Sangre total, EDTA | Sangue total, EDTA
Whole blood, citrate | Sangre total, citrato | Sangue total, citrato
Plasma, citrate | Plasma, citrato | Plasma, citrato
Serum | Suero | Soro
Serum, 3 samples | Suero, 3 muestras | Soro, 3 amostras
Urine | Orina | Urina
Stool | Heces | Fezes
Cervical smear | Frotis cervical | Esfregaço cervical
Without contrast | Sin contraste | Sem contraste
With contrast | Con contraste | Com contraste
Complete | Completo | Completo
Transabdominal | Transabdominal | Transabdominal
Second trimester | Segundo trimestre | Segundo trimestre
Without Doppler | Sin Doppler | Sem Doppler
With Doppler | Con Doppler | Com Doppler
Both sides | Ambos lados | Ambos os lados
Hip and spine | Cadera y columna | Quadril e coluna
Whole body | Cuerpo entero | Corpo inteiro
Ambulatory | Ambulatorio | Ambulatorial
24 hours | 24 horas | 24 horas
Treadmill | Banda sin fin | Esteira
Before and after bronchodilator | Antes y después del broncodilatador | Antes e depois do broncodilatador
Awake | En vigilia | Em vigília
With biopsy | Con biopsia | Com biópsia
With sedation | Con sedación | Com sedação
Session | Sesión | Sessão
Local anaesthesia | Anestesia local | Anestesia local
General anaesthesia | Anestesia general | Anestesia geral
Spinal anaesthesia | Anestesia raquídea | Raquianestesia
One eye | Un ojo | Um olho
One side | Un lado | Um lado
`;
