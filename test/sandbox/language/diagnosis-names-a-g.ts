/** Names of the diagnoses A to G, of ICD-10 as it is published in each language: code | Spanish | Portuguese. */
export const diagnosisNamesAToG = `
A01.0 | Fiebre tifoidea | Febre tifoide
A02.0 | Enteritis debida a Salmonella | Enterite por salmonela
A03.9 | Shigelosis de tipo no especificado | Shiguelose não especificada
A04.7 | Enterocolitis debida a Clostridium difficile | Enterocolite devida a Clostridium difficile
A05.9 | Intoxicación alimentaria bacteriana, no especificada | Intoxicação alimentar bacteriana não especificada
A06.0 | Disentería amebiana aguda | Disenteria amebiana aguda
A07.1 | Giardiasis [lambliasis] | Giardíase [lamblíase]
A08.0 | Enteritis debida a rotavirus | Enterite por rotavírus
A08.4 | Infección intestinal viral, no especificada | Infecção intestinal viral, não especificada
A09 | Diarrea y gastroenteritis de presunto origen infeccioso | Diarreia e gastroenterite de origem infecciosa presumível
A15.0 | Tuberculosis del pulmón, confirmada por hallazgo microscópico del bacilo tuberculoso en esputo, con o sin cultivo | Tuberculose pulmonar, com confirmação por exame microscópico da expectoração, com ou sem cultura
A16.2 | Tuberculosis de pulmón, sin mención de confirmación bacteriológica o histológica | Tuberculose pulmonar, sem menção de confirmação bacteriológica ou histológica
A27.9 | Leptospirosis, no especificada | Leptospirose não especificada
A28.1 | Enfermedad por rasguño de gato | Doença por arranhadura do gato
A30.9 | Lepra, no especificada | Hanseníase [lepra] não especificada
A35 | Otros tétanos | Outros tipos de tétano
A36.9 | Difteria, no especificada | Difteria não especificada
A37.9 | Tos ferina, no especificada | Coqueluche não especificada
A38 | Escarlatina | Escarlatina
A41.9 | Sepsis, no especificada | Septicemia não especificada
A46 | Erisipela | Erisipela
A49.9 | Infección bacteriana, no especificada | Infecção bacteriana não especificada
A53.9 | Sífilis, no especificada | Sífilis não especificada
A54.9 | Infección gonocócica, no especificada | Infecção gonocócica não especificada
A56.0 | Infección del tracto genitourinario inferior debida a clamidias | Infecção por clamídias do trato geniturinário inferior
A59.0 | Tricomoniasis urogenital | Tricomoníase urogenital
A60.0 | Infección de genitales y trayecto urogenital debida a virus del herpes [herpes simple] | Infecção dos órgãos genitais e do trato geniturinário pelo vírus do herpes
A63.0 | Verrugas (venéreas) anogenitales | Verrugas anogenitais (venéreas)
A87.9 | Meningitis viral, sin otra especificación | Meningite viral não especificada
A90 | Fiebre del dengue [dengue clásico] | Dengue [dengue clássico]
A91 | Fiebre del dengue hemorrágico | Febre hemorrágica devida ao vírus do dengue
A92.0 | Enfermedad por virus chikungunya | Febre de chikungunya
A95.9 | Fiebre amarilla, no especificada | Febre amarela não especificada
B00.1 | Dermatitis vesicular herpética | Dermatite vesicular devida ao vírus do herpes
B01.9 | Varicela sin complicaciones | Varicela sem complicação
B02.9 | Herpes zóster sin complicaciones | Herpes zóster sem complicação
B05.9 | Sarampión sin complicaciones | Sarampo sem complicação
B06.9 | Rubéola sin complicaciones | Rubéola sem complicação
B07 | Verrugas víricas | Verrugas de origem viral
B08.1 | Molusco contagioso | Molusco contagioso
B08.4 | Estomatitis vesicular enteroviral con exantema | Estomatite vesicular devida a enterovírus com exantema
B15.9 | Hepatitis aguda tipo A, sin coma hepático | Hepatite A sem coma hepático
B16.9 | Hepatitis aguda tipo B, sin agente delta y sin coma hepático | Hepatite aguda B sem agente delta e sem coma hepático
B17.1 | Hepatitis aguda tipo C | Hepatite aguda C
B18.1 | Hepatitis viral tipo B crónica, sin agente delta | Hepatite viral crônica B sem agente delta
B18.2 | Hepatitis viral tipo C crónica | Hepatite viral crônica C
B20 | Enfermedad por virus de la inmunodeficiencia humana [VIH], resultante en enfermedades infecciosas y parasitarias | Doença pelo vírus da imunodeficiência humana [HIV], resultando em doenças infecciosas e parasitárias
B24 | Enfermedad por virus de la inmunodeficiencia humana [VIH], sin otra especificación | Doença pelo vírus da imunodeficiência humana [HIV], não especificada
B26.9 | Parotiditis, sin complicaciones | Caxumba [parotidite epidêmica] sem complicações
B27.9 | Mononucleosis infecciosa, no especificada | Mononucleose infecciosa não especificada
B34.9 | Infección viral, no especificada | Infecção viral não especificada
B35.0 | Tiña de la barba y del cuero cabelludo | Tinha da barba e do couro cabeludo
B35.1 | Tiña de las uñas | Tinha das unhas
B35.3 | Tiña del pie | Tinha dos pés
B35.4 | Tiña del cuerpo [tinea corporis] | Tinha do corpo
B36.0 | Pitiriasis versicolor | Pitiríase versicolor
B37.0 | Estomatitis candidiásica | Estomatite por Candida
B37.3 | Candidiasis de la vulva y de la vagina | Candidíase da vulva e da vagina
B50.9 | Paludismo debido a Plasmodium falciparum, sin otra especificación | Malária não especificada por Plasmodium falciparum
B51.9 | Paludismo debido a Plasmodium vivax, sin complicaciones | Malária por Plasmodium vivax sem complicações
B54 | Paludismo [malaria] no especificado | Malária não especificada
B55.1 | Leishmaniasis cutánea | Leishmaniose cutânea
B57.2 | Enfermedad de Chagas (crónica) que afecta al corazón | Doença de Chagas (crônica) com comprometimento cardíaco
B58.9 | Toxoplasmosis, no especificada | Toxoplasmose não especificada
B65.9 | Esquistosomiasis, no especificada | Esquistossomose não especificada
B68.9 | Teniasis, no especificada | Infestação não especificada por Taenia
B69.0 | Cisticercosis del sistema nervioso central | Cisticercose do sistema nervoso central
B76.9 | Enfermedad debida a anquilostomas, sin otra especificación | Ancilostomíase não especificada
B77.9 | Ascariasis, no especificada | Ascaridíase não especificada
B80 | Enterobiasis | Oxiuríase
B82.9 | Parasitosis intestinal, sin otra especificación | Parasitose intestinal não especificada
B85.0 | Pediculosis debida a Pediculus humanus capitis | Pediculose devida a Pediculus humanus capitis
B86 | Escabiosis | Escabiose [sarna]
C16.9 | Tumor maligno del estómago, parte no especificada | Neoplasia maligna do estômago, não especificado
C18.9 | Tumor maligno del colon, parte no especificada | Neoplasia maligna do cólon, não especificada
C20 | Tumor maligno del recto | Neoplasia maligna do reto
C22.0 | Carcinoma de células hepáticas | Carcinoma de células hepáticas
C25.9 | Tumor maligno del páncreas, parte no especificada | Neoplasia maligna do pâncreas, não especificado
C34.9 | Tumor maligno de los bronquios o del pulmón, parte no especificada | Neoplasia maligna dos brônquios ou pulmões, não especificada
C43.9 | Melanoma maligno de piel, sitio no especificado | Melanoma maligno de pele, não especificado
C44.9 | Tumor maligno de la piel, sitio no especificado | Neoplasia maligna da pele, não especificada
C50.9 | Tumor maligno de la mama, parte no especificada | Neoplasia maligna da mama, não especificada
C53.9 | Tumor maligno del cuello del útero, sin otra especificación | Neoplasia maligna do colo do útero, não especificada
C54.1 | Tumor maligno del endometrio | Neoplasia maligna do endométrio
C56 | Tumor maligno del ovario | Neoplasia maligna do ovário
C61 | Tumor maligno de la próstata | Neoplasia maligna da próstata
C62.9 | Tumor maligno del testículo, no especificado | Neoplasia maligna do testículo, sem outras especificações
C64 | Tumor maligno del riñón, excepto de la pelvis renal | Neoplasia maligna do rim, exceto pelve renal
C67.9 | Tumor maligno de la vejiga urinaria, parte no especificada | Neoplasia maligna da bexiga, não especificada
C71.9 | Tumor maligno del encéfalo, parte no especificada | Neoplasia maligna do encéfalo, não especificado
C73 | Tumor maligno de la glándula tiroides | Neoplasia maligna da glândula tireoide
C81.9 | Linfoma de Hodgkin, no especificado | Linfoma de Hodgkin não especificado
C85.9 | Linfoma no Hodgkin, no especificado | Linfoma não Hodgkin não especificado
C90.0 | Mieloma múltiple | Mieloma múltiplo
C91.0 | Leucemia linfoblástica aguda [LLA] | Leucemia linfoblástica aguda [LLA]
C92.0 | Leucemia mieloblástica aguda [LMA] | Leucemia mieloblástica aguda [LMA]
C92.1 | Leucemia mieloide crónica [LMC], BCR/ABL positivo | Leucemia mieloide crônica [LMC], BCR/ABL positivo
D06.9 | Carcinoma in situ del cuello del útero, parte no especificada | Carcinoma in situ do colo do útero, não especificado
D12.6 | Tumor benigno del colon, parte no especificada | Neoplasia benigna do cólon, não especificada
D17.9 | Tumor benigno lipomatoso, de sitio no especificado | Neoplasia lipomatosa benigna, não especificada
D18.0 | Hemangioma, de cualquier sitio | Hemangioma de qualquer localização
D22.9 | Nevo melanocítico, sitio no especificado | Nevo melanocítico, não especificado
D24 | Tumor benigno de la mama | Neoplasia benigna da mama
D25.9 | Leiomioma del útero, sin otra especificación | Leiomioma do útero, não especificado
D27 | Tumor benigno del ovario | Neoplasia benigna do ovário
D34 | Tumor benigno de la glándula tiroides | Neoplasia benigna da glândula tireoide
D50.0 | Anemia por deficiencia de hierro secundaria a pérdida de sangre (crónica) | Anemia por deficiência de ferro secundária à perda de sangue (crônica)
D50.9 | Anemia por deficiencia de hierro sin otra especificación | Anemia por deficiência de ferro não especificada
D51.0 | Anemia por deficiencia de vitamina B12 debida a deficiencia del factor intrínseco | Anemia por deficiência de vitamina B12 devida à deficiência de fator intrínseco
D52.9 | Anemia por deficiencia de folatos, sin otra especificación | Anemia por deficiência de folato não especificada
D56.1 | Beta talasemia | Talassemia beta
D57.1 | Anemia falciforme sin crisis | Anemia falciforme sem crise
D61.9 | Anemia aplástica, sin otra especificación | Anemia aplástica não especificada
D64.9 | Anemia de tipo no especificado | Anemia não especificada
D66 | Deficiencia hereditaria del factor VIII | Deficiência hereditária do fator VIII
D68.0 | Enfermedad de von Willebrand | Doença de von Willebrand
D69.3 | Púrpura trombocitopénica idiopática | Púrpura trombocitopênica idiopática
D69.6 | Trombocitopenia no especificada | Trombocitopenia não especificada
D70 | Agranulocitosis | Agranulocitose
D72.1 | Eosinofilia | Eosinofilia
D86.9 | Sarcoidosis de sitio no especificado | Sarcoidose não especificada
E01.8 | Otros trastornos de la tiroides relacionados con deficiencia de yodo y afecciones similares | Outros transtornos da tireoide e afecções associadas, relacionados à deficiência de iodo
E03.9 | Hipotiroidismo, no especificado | Hipotireoidismo não especificado
E04.1 | Nódulo tiroideo solitario no tóxico | Nódulo tireoidiano solitário não tóxico
E04.2 | Bocio multinodular no tóxico | Bócio não tóxico multinodular
E05.0 | Tirotoxicosis con bocio difuso | Tireotoxicose com bócio difuso
E05.9 | Tirotoxicosis, no especificada | Tireotoxicose não especificada
E06.3 | Tiroiditis autoinmune | Tireoidite autoimune
E10.9 | Diabetes mellitus tipo 1, sin mención de complicación | Diabetes mellitus tipo 1, sem complicações
E11.2 | Diabetes mellitus tipo 2, con complicaciones renales | Diabetes mellitus tipo 2, com complicações renais
E11.3 | Diabetes mellitus tipo 2, con complicaciones oftálmicas | Diabetes mellitus tipo 2, com complicações oftálmicas
E11.4 | Diabetes mellitus tipo 2, con complicaciones neurológicas | Diabetes mellitus tipo 2, com complicações neurológicas
E11.5 | Diabetes mellitus tipo 2, con complicaciones circulatorias periféricas | Diabetes mellitus tipo 2, com complicações circulatórias periféricas
E11.9 | Diabetes mellitus tipo 2, sin mención de complicación | Diabetes mellitus tipo 2, sem complicações
E14.9 | Diabetes mellitus no especificada, sin mención de complicación | Diabetes mellitus não especificado, sem complicações
E16.2 | Hipoglicemia, no especificada | Hipoglicemia não especificada
E21.0 | Hiperparatiroidismo primario | Hiperparatireoidismo primário
E22.1 | Hiperprolactinemia | Hiperprolactinemia
E23.2 | Diabetes insípida | Diabetes insípido
E24.9 | Síndrome de Cushing, no especificado | Síndrome de Cushing não especificada
E27.1 | Insuficiencia corticosuprarrenal primaria | Insuficiência adrenocortical primária
E28.2 | Síndrome de ovario poliquístico | Síndrome do ovário policístico
E30.1 | Pubertad precoz | Puberdade precoce
E34.3 | Estatura baja, no clasificada en otra parte | Baixa estatura, não classificada em outra parte
E43 | Desnutrición proteicocalórica severa, no especificada | Desnutrição proteico-calórica grave não especificada
E44.0 | Desnutrición proteicocalórica moderada | Desnutrição proteico-calórica moderada
E46 | Desnutrición proteicocalórica, no especificada | Desnutrição proteico-calórica não especificada
E53.8 | Deficiencia de otras vitaminas del grupo B | Deficiência de outras vitaminas especificadas do grupo B
E55.9 | Deficiencia de vitamina D, no especificada | Deficiência de vitamina D, não especificada
E66.0 | Obesidad debida a exceso de calorías | Obesidade devida a excesso de calorias
E66.9 | Obesidad, no especificada | Obesidade não especificada
E73.9 | Intolerancia a la lactosa, no especificada | Intolerância à lactose, não especificada
E74.0 | Enfermedad del almacenamiento de glucógeno | Doença de depósito de glicogênio
E78.0 | Hipercolesterolemia pura | Hipercolesterolemia pura
E78.1 | Hipertrigliceridemia pura | Hipertrigliceridemia pura
E78.2 | Hiperlipidemia mixta | Hiperlipidemia mista
E78.5 | Hiperlipidemia no especificada | Hiperlipidemia não especificada
E79.0 | Hiperuricemia sin signos de artritis inflamatoria y enfermedad tofácea | Hiperuricemia sem sinais de artrite inflamatória e de doença com tofos
E83.1 | Trastornos del metabolismo del hierro | Distúrbios do metabolismo do ferro
E84.9 | Fibrosis quística, sin otra especificación | Fibrose cística não especificada
E86 | Depleción del volumen | Depleção de volume
E87.1 | Hiposmolaridad e hiponatremia | Hiposmolaridade e hiponatremia
E87.5 | Hiperpotasemia | Hiperpotassemia
E87.6 | Hipopotasemia | Hipopotassemia
F00.9 | Demencia en la enfermedad de Alzheimer, no especificada | Demência não especificada na doença de Alzheimer
F01.9 | Demencia vascular, no especificada | Demência vascular não especificada
F03 | Demencia, no especificada | Demência não especificada
F10.2 | Trastornos mentales y del comportamiento debidos al uso de alcohol, síndrome de dependencia | Transtornos mentais e comportamentais devidos ao uso de álcool, síndrome de dependência
F17.2 | Trastornos mentales y del comportamiento debidos al uso de tabaco, síndrome de dependencia | Transtornos mentais e comportamentais devidos ao uso de fumo, síndrome de dependência
F20.0 | Esquizofrenia paranoide | Esquizofrenia paranoide
F20.9 | Esquizofrenia, no especificada | Esquizofrenia não especificada
F25.9 | Trastorno esquizoafectivo, no especificado | Transtorno esquizoafetivo não especificado
F31.9 | Trastorno afectivo bipolar, no especificado | Transtorno afetivo bipolar não especificado
F32.0 | Episodio depresivo leve | Episódio depressivo leve
F32.1 | Episodio depresivo moderado | Episódio depressivo moderado
F32.9 | Episodio depresivo, no especificado | Episódio depressivo não especificado
F33.9 | Trastorno depresivo recurrente, no especificado | Transtorno depressivo recorrente sem especificação
F34.1 | Distimia | Distimia
F40.0 | Agorafobia | Agorafobia
F40.1 | Fobias sociales | Fobias sociais
F41.0 | Trastorno de pánico [ansiedad paroxística episódica] | Transtorno de pânico [ansiedade paroxística episódica]
F41.1 | Trastorno de ansiedad generalizada | Ansiedade generalizada
F41.2 | Trastorno mixto de ansiedad y depresión | Transtorno misto ansioso e depressivo
F41.9 | Trastorno de ansiedad, no especificado | Transtorno ansioso não especificado
F42.9 | Trastorno obsesivo-compulsivo, no especificado | Transtorno obsessivo-compulsivo não especificado
F43.1 | Trastorno de estrés postraumático | Estado de estresse pós-traumático
F43.2 | Trastornos de adaptación | Transtornos de adaptação
F45.0 | Trastorno de somatización | Transtorno de somatização
F50.0 | Anorexia nerviosa | Anorexia nervosa
F50.2 | Bulimia nerviosa | Bulimia nervosa
F51.0 | Insomnio no orgánico | Insônia não orgânica
F60.3 | Trastorno de la personalidad emocionalmente inestable | Transtorno de personalidade com instabilidade emocional
F70.9 | Retraso mental leve, deterioro del comportamiento de grado no especificado | Retardo mental leve, sem menção de comprometimento do comportamento
F80.9 | Trastorno del desarrollo del habla y del lenguaje no especificado | Transtorno não especificado do desenvolvimento da fala ou da linguagem
F84.0 | Autismo en la niñez | Autismo infantil
F84.5 | Síndrome de Asperger | Síndrome de Asperger
F90.0 | Perturbación de la actividad y de la atención | Distúrbios da atividade e da atenção
F95.2 | Trastorno por tics motores y vocales múltiples combinados [de la Tourette] | Tiques vocais e motores múltiplos combinados [doença de Gilles de la Tourette]
F98.0 | Enuresis no orgánica | Enurese de origem não orgânica
G00.9 | Meningitis bacteriana, no especificada | Meningite bacteriana não especificada
G12.2 | Enfermedades de las neuronas motoras | Doença do neurônio motor
G20 | Enfermedad de Parkinson | Doença de Parkinson
G25.0 | Temblor esencial | Tremor essencial
G25.8 | Otros trastornos extrapiramidales y del movimiento especificados | Outras doenças extrapiramidais e transtornos dos movimentos especificados
G30.9 | Enfermedad de Alzheimer, no especificada | Doença de Alzheimer não especificada
G35 | Esclerosis múltiple | Esclerose múltipla
G40.3 | Epilepsia y síndromes epilépticos idiopáticos generalizados | Epilepsia e síndromes epilépticas generalizadas idiopáticas
G40.9 | Epilepsia, tipo no especificado | Epilepsia não especificada
G43.0 | Migraña sin aura [migraña común] | Enxaqueca sem aura [enxaqueca comum]
G43.1 | Migraña con aura [migraña clásica] | Enxaqueca com aura [enxaqueca clássica]
G43.9 | Migraña, no especificada | Enxaqueca não especificada
G44.0 | Síndrome de cefalea en racimos | Síndrome de cefaleia em salvas
G44.2 | Cefalea debida a tensión | Cefaleia tensional
G45.9 | Isquemia cerebral transitoria, sin otra especificación | Isquemia cerebral transitória não especificada
G47.0 | Trastornos del inicio y del mantenimiento del sueño [insomnios] | Distúrbios do início e da manutenção do sono [insônias]
G47.3 | Apnea del sueño | Apneia de sono
G50.0 | Neuralgia del trigémino | Nevralgia do trigêmeo
G51.0 | Parálisis de Bell | Paralisia de Bell
G56.0 | Síndrome del túnel carpiano | Síndrome do túnel do carpo
G57.1 | Meralgia parestésica | Meralgia parestésica
G61.0 | Síndrome de Guillain-Barré | Síndrome de Guillain-Barré
G62.9 | Polineuropatía, no especificada | Polineuropatia não especificada
G70.0 | Miastenia gravis | Miastenia gravis
G71.0 | Distrofia muscular | Distrofia muscular
G80.9 | Parálisis cerebral, sin otra especificación | Paralisia cerebral não especificada
G81.9 | Hemiplejía, no especificada | Hemiplegia não especificada
G91.9 | Hidrocéfalo, no especificado | Hidrocefalia não especificada
`;
