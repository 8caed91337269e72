/** Names of the diagnoses H to N, of ICD-10 as it is published in each language: code | Spanish | Portuguese. */
export const diagnosisNamesHToN = `
H00.0 | Orzuelo y otras inflamaciones profundas del párpado | Hordéolo e outras inflamações profundas das pálpebras
H01.0 | Blefaritis | Blefarite
H04.1 | Otros trastornos de la glándula lagrimal | Outros transtornos da glândula lacrimal
H10.1 | Conjuntivitis atópica aguda | Conjuntivite aguda atópica
H10.9 | Conjuntivitis, no especificada | Conjuntivite não especificada
H11.0 | Pterigión | Pterígio
H16.0 | Úlcera de la córnea | Úlcera de córnea
H16.9 | Queratitis, no especificada | Ceratite não especificada
H18.6 | Queratocono | Ceratocone
H20.9 | Iridociclitis, no especificada | Iridociclite não especificada
H25.9 | Catarata senil, no especificada | Catarata senil não especificada
H26.9 | Catarata, no especificada | Catarata não especificada
H33.0 | Desprendimiento de la retina con ruptura | Descolamento da retina com defeito retiniano
H35.3 | Degeneración de la mácula y del polo posterior del ojo | Degeneração da mácula e do polo posterior
H36.0 | Retinopatía diabética | Retinopatia diabética
H40.1 | Glaucoma primario de ángulo abierto | Glaucoma primário de ângulo aberto
H40.9 | Glaucoma, no especificado | Glaucoma não especificado
H50.9 | Estrabismo, no especificado | Estrabismo não especificado
H52.0 | Hipermetropía | Hipermetropia
H52.1 | Miopía | Miopia
H52.2 | Astigmatismo | Astigmatismo
H52.4 | Presbicia | Presbiopia
H60.9 | Otitis externa, sin otra especificación | Otite externa não especificada
H61.2 | Cerumen impactado | Cerume impactado
H65.9 | Otitis media no supurativa, sin otra especificación | Otite média não supurativa, não especificada
H66.0 | Otitis media supurativa aguda | Otite média aguda supurativa
H66.9 | Otitis media, no especificada | Otite média não especificada
H72.9 | Perforación de la membrana timpánica, sin otra especificación | Perfuração não especificada da membrana do tímpano
H81.0 | Enfermedad de Ménière | Doença de Ménière
H81.1 | Vértigo paroxístico benigno | Vertigem paroxística benigna
H90.3 | Hipoacusia neurosensorial, bilateral | Perda de audição bilateral neurossensorial
H91.9 | Hipoacusia, no especificada | Perda não especificada de audição
H93.1 | Tinnitus [zumbido] | Tinnitus [zumbido]
I00 | Fiebre reumática sin mención de complicación cardíaca | Febre reumática sem menção de comprometimento do coração
I05.0 | Estenosis mitral | Estenose mitral
I10 | Hipertensión esencial (primaria) | Hipertensão essencial (primária)
I11.0 | Enfermedad cardíaca hipertensiva con insuficiencia cardíaca (congestiva) | Doença cardíaca hipertensiva com insuficiência cardíaca (congestiva)
I11.9 | Enfermedad cardíaca hipertensiva sin insuficiencia cardíaca (congestiva) | Doença cardíaca hipertensiva sem insuficiência cardíaca (congestiva)
I12.9 | Enfermedad renal hipertensiva sin insuficiencia renal | Doença renal hipertensiva sem insuficiência renal
I15.0 | Hipertensión renovascular | Hipertensão renovascular
I20.0 | Angina inestable | Angina instável
I20.9 | Angina de pecho, no especificada | Angina pectoris não especificada
I21.9 | Infarto agudo del miocardio, sin otra especificación | Infarto agudo do miocárdio não especificado
I25.1 | Enfermedad aterosclerótica del corazón | Doença aterosclerótica do coração
I25.2 | Infarto antiguo del miocardio | Infarto antigo do miocárdio
I26.9 | Embolia pulmonar sin mención de corazón pulmonar agudo | Embolia pulmonar sem menção de cor pulmonale agudo
I27.0 | Hipertensión pulmonar primaria | Hipertensão pulmonar primária
I30.9 | Pericarditis aguda, no especificada | Pericardite aguda não especificada
I34.0 | Insuficiencia (de la válvula) mitral | Insuficiência (da valva) mitral
I35.0 | Estenosis (de la válvula) aórtica | Estenose (da valva) aórtica
I42.0 | Cardiomiopatía dilatada | Cardiomiopatia dilatada
I44.2 | Bloqueo auriculoventricular completo | Bloqueio atrioventricular total
I47.1 | Taquicardia supraventricular | Taquicardia supraventricular
I48.9 | Fibrilación y aleteo auricular, no especificado | Flutter e fibrilação atrial não especificados
I49.9 | Arritmia cardíaca, no especificada | Arritmia cardíaca não especificada
I50.0 | Insuficiencia cardíaca congestiva | Insuficiência cardíaca congestiva
I50.9 | Insuficiencia cardíaca, no especificada | Insuficiência cardíaca não especificada
I60.9 | Hemorragia subaracnoidea, no especificada | Hemorragia subaracnoide não especificada
I61.9 | Hemorragia intraencefálica, no especificada | Hemorragia intracerebral não especificada
I63.9 | Infarto cerebral, no especificado | Infarto cerebral não especificado
I64 | Accidente vascular encefálico agudo, no especificado como hemorrágico o isquémico | Acidente vascular cerebral, não especificado como hemorrágico ou isquêmico
I67.9 | Enfermedad cerebrovascular, no especificada | Doença cerebrovascular não especificada
I70.2 | Aterosclerosis de las arterias de los miembros | Aterosclerose das artérias das extremidades
I71.4 | Aneurisma de la aorta abdominal, sin mención de ruptura | Aneurisma da aorta abdominal, sem menção de ruptura
I73.0 | Síndrome de Raynaud | Síndrome de Raynaud
I73.9 | Enfermedad vascular periférica, no especificada | Doença vascular periférica não especificada
I80.2 | Flebitis y tromboflebitis de otros vasos profundos de los miembros inferiores | Flebite e tromboflebite de outros vasos profundos dos membros inferiores
I83.9 | Venas varicosas de los miembros inferiores sin úlcera ni inflamación | Varizes dos membros inferiores sem úlcera ou inflamação
I84.9 | Hemorroides no especificadas, sin complicación | Hemorroidas sem complicações, não especificadas
I87.2 | Insuficiencia venosa (crónica) (periférica) | Insuficiência venosa (crônica) (periférica)
I89.0 | Linfedema, no clasificado en otra parte | Linfedema não classificado em outra parte
I95.1 | Hipotensión ortostática | Hipotensão ortostática
J00 | Rinofaringitis aguda [resfriado común] | Nasofaringite aguda [resfriado comum]
J01.9 | Sinusitis aguda, no especificada | Sinusite aguda não especificada
J02.0 | Faringitis estreptocócica | Faringite estreptocócica
J02.9 | Faringitis aguda, no especificada | Faringite aguda não especificada
J03.9 | Amigdalitis aguda, no especificada | Amigdalite aguda não especificada
J04.0 | Laringitis aguda | Laringite aguda
J05.0 | Laringitis obstructiva aguda [crup] | Laringite obstrutiva aguda [crupe]
J06.9 | Infección aguda de las vías respiratorias superiores, no especificada | Infecção aguda das vias aéreas superiores não especificada
J11.1 | Influenza con otras manifestaciones respiratorias, virus no identificado | Influenza [gripe] com outras manifestações respiratórias, vírus não identificado
J15.9 | Neumonía bacteriana, no especificada | Pneumonia bacteriana não especificada
J18.0 | Bronconeumonía, no especificada | Broncopneumonia não especificada
J18.9 | Neumonía, no especificada | Pneumonia não especificada
J20.9 | Bronquitis aguda, no especificada | Bronquite aguda não especificada
J21.0 | Bronquiolitis aguda debida a virus sincitial respiratorio | Bronquiolite aguda devida a vírus sincicial respiratório
J21.9 | Bronquiolitis aguda, no especificada | Bronquiolite aguda não especificada
J30.1 | Rinitis alérgica debida al polen | Rinite alérgica devida a pólen
J30.4 | Rinitis alérgica, no especificada | Rinite alérgica não especificada
J32.9 | Sinusitis crónica, no especificada | Sinusite crônica não especificada
J33.9 | Pólipo nasal, no especificado | Pólipo nasal não especificado
J34.2 | Desviación del tabique nasal | Desvio do septo nasal
J35.0 | Amigdalitis crónica | Amigdalite crônica
J35.2 | Hipertrofia de las adenoides | Hipertrofia das adenoides
J40 | Bronquitis, no especificada como aguda o crónica | Bronquite não especificada como aguda ou crônica
J42 | Bronquitis crónica no especificada | Bronquite crônica não especificada
J43.9 | Enfisema, no especificado | Enfisema não especificado
J44.1 | Enfermedad pulmonar obstructiva crónica con exacerbación aguda, no especificada | Doença pulmonar obstrutiva crônica com exacerbação aguda não especificada
J44.9 | Enfermedad pulmonar obstructiva crónica, no especificada | Doença pulmonar obstrutiva crônica não especificada
J45.0 | Asma predominantemente alérgica | Asma predominantemente alérgica
J45.9 | Asma, no especificada | Asma não especificada
J46 | Estado asmático | Estado de mal asmático
J47 | Bronquiectasia | Bronquiectasia
J84.1 | Otras enfermedades pulmonares intersticiales con fibrosis | Outras doenças pulmonares intersticiais com fibrose
J90 | Derrame pleural no clasificado en otra parte | Derrame pleural não classificado em outra parte
J93.9 | Neumotórax, no especificado | Pneumotórax não especificado
J96.0 | Insuficiencia respiratoria aguda | Insuficiência respiratória aguda
K02.9 | Caries dental, no especificada | Cárie dentária não especificada
K04.0 | Pulpitis | Pulpite
K04.7 | Absceso periapical sin fístula | Abscesso periapical sem fístula
K05.1 | Gingivitis crónica | Gengivite crônica
K05.3 | Periodontitis crónica | Periodontite crônica
K07.6 | Trastornos de la articulación temporomaxilar | Transtornos da articulação temporomandibular
K12.0 | Estomatitis aftosa recurrente | Aftas bucais recidivantes
K21.0 | Enfermedad del reflujo gastroesofágico con esofagitis | Doença de refluxo gastroesofágico com esofagite
K21.9 | Enfermedad del reflujo gastroesofágico sin esofagitis | Doença de refluxo gastroesofágico sem esofagite
K22.0 | Acalasia del cardias | Acalasia do cárdia
K25.9 | Úlcera gástrica, no especificada como aguda ni crónica, sin hemorragia ni perforación | Úlcera gástrica, não especificada como aguda ou crônica, sem hemorragia ou perfuração
K26.9 | Úlcera duodenal, no especificada como aguda ni crónica, sin hemorragia ni perforación | Úlcera duodenal, não especificada como aguda ou crônica, sem hemorragia ou perfuração
K27.9 | Úlcera péptica de sitio no especificado, no especificada como aguda ni crónica, sin hemorragia ni perforación | Úlcera péptica de localização não especificada, não especificada como aguda ou crônica, sem hemorragia ou perfuração
K29.5 | Gastritis crónica, no especificada | Gastrite crônica não especificada
K29.7 | Gastritis, no especificada | Gastrite não especificada
K30 | Dispepsia funcional | Dispepsia funcional
K35.8 | Apendicitis aguda, otra y la no especificada | Apendicite aguda, outra e não especificada
K40.9 | Hernia inguinal unilateral o no especificada, sin obstrucción ni gangrena | Hérnia inguinal unilateral ou não especificada, sem obstrução ou gangrena
K42.9 | Hernia umbilical sin obstrucción ni gangrena | Hérnia umbilical sem obstrução ou gangrena
K44.9 | Hernia diafragmática sin obstrucción ni gangrena | Hérnia diafragmática sem obstrução ou gangrena
K50.9 | Enfermedad de Crohn, no especificada | Doença de Crohn não especificada
K51.9 | Colitis ulcerativa | Retocolite ulcerativa
K52.9 | Colitis y gastroenteritis no infecciosas | Gastroenterite e colite não infecciosas
K56.6 | Otras obstrucciones intestinales y las no especificadas | Outras formas de obstrução intestinal, e as não especificadas
K57.9 | Enfermedad diverticular del intestino, parte no especificada, sin perforación ni absceso | Doença diverticular do intestino, de localização não especificada, sem perfuração ou abscesso
K58.0 | Síndrome del colon irritable con diarrea | Síndrome do intestino irritável com diarreia
K58.9 | Síndrome del colon irritable sin diarrea | Síndrome do intestino irritável sem diarreia
K59.0 | Constipación [estreñimiento] | Constipação
K60.2 | Fisura anal, no especificada | Fissura anal não especificada
K61.0 | Absceso anal | Abscesso anal
K63.5 | Pólipo del colon | Pólipo do cólon
K70.3 | Cirrosis hepática alcohólica | Cirrose hepática alcoólica
K74.6 | Otras cirrosis del hígado y las no especificadas | Outras formas de cirrose hepática, e as não especificadas
K76.0 | Degeneración grasa del hígado, no clasificada en otra parte | Degeneração gordurosa do fígado não classificada em outra parte
K80.2 | Cálculo de la vesícula biliar sin colecistitis | Calculose da vesícula biliar sem colecistite
K81.0 | Colecistitis aguda | Colecistite aguda
K85.9 | Pancreatitis aguda, no especificada | Pancreatite aguda não especificada
K86.1 | Otras pancreatitis crónicas | Outras pancreatites crônicas
K90.0 | Enfermedad celíaca | Doença celíaca
K92.2 | Hemorragia gastrointestinal, no especificada | Hemorragia gastrointestinal, sem outra especificação
L01.0 | Impétigo [cualquier sitio anatómico] [cualquier organismo] | Impetigo [qualquer localização] [qualquer microrganismo]
L02.9 | Absceso cutáneo, furúnculo y ántrax, de sitio no especificado | Abscesso cutâneo, furúnculo e antraz de localização não especificada
L03.1 | Celulitis de otras partes de los miembros | Celulite de outras partes do membro
L08.9 | Infección local de la piel y del tejido subcutáneo, no especificada | Infecção localizada da pele e do tecido subcutâneo, não especificada
L20.9 | Dermatitis atópica, no especificada | Dermatite atópica não especificada
L21.9 | Dermatitis seborreica, no especificada | Dermatite seborreica não especificada
L22 | Dermatitis del pañal | Dermatite das fraldas
L23.9 | Dermatitis alérgica de contacto, de causa no especificada | Dermatite alérgica de contato, de causa não especificada
L30.9 | Dermatitis, no especificada | Dermatite não especificada
L40.0 | Psoriasis vulgar | Psoríase vulgar
L40.9 | Psoriasis, no especificada | Psoríase não especificada
L42 | Pitiriasis rosada | Pitiríase rósea
L43.9 | Liquen plano, no especificado | Líquen plano não especificado
L50.9 | Urticaria, no especificada | Urticária não especificada
L60.0 | Uña encarnada | Unha encravada
L63.9 | Alopecia areata, no especificada | Alopecia areata não especificada
L65.9 | Pérdida no cicatricial del pelo, sin otra especificación | Perda não cicatricial de cabelos ou pelos, não especificada
L70.0 | Acné vulgar | Acne vulgar
L71.9 | Rosácea, no especificada | Rosácea não especificada
L72.1 | Quiste tricodérmico | Cisto triquilemal
L80 | Vitíligo | Vitiligo
L82 | Queratosis seborreica | Ceratose seborreica
L84 | Callos y callosidades | Calos e calosidades
L89.9 | Úlcera de decúbito y por área de presión, no especificada | Úlcera de decúbito e área de pressão, não especificada
L91.0 | Cicatriz hipertrófica | Cicatriz hipertrófica
L97 | Úlcera de miembro inferior, no clasificada en otra parte | Úlcera dos membros inferiores não classificada em outra parte
M05.9 | Artritis reumatoide seropositiva, sin otra especificación | Artrite reumatoide soropositiva não especificada
M06.9 | Artritis reumatoide, no especificada | Artrite reumatoide não especificada
M10.0 | Gota idiopática | Gota idiopática
M10.9 | Gota, no especificada | Gota não especificada
M16.9 | Coxartrosis, no especificada | Coxartrose não especificada
M17.1 | Otras gonartrosis primarias | Outras gonartroses primárias
M17.9 | Gonartrosis, no especificada | Gonartrose não especificada
M19.9 | Artrosis, no especificada | Artrose não especificada
M20.1 | Hallux valgus (adquirido) | Hallux valgus (adquirido)
M23.9 | Trastorno interno de la rodilla, no especificado | Transtorno interno não especificado do joelho
M25.5 | Dolor en articulación | Dor articular
M32.9 | Lupus eritematoso sistémico, sin otra especificación | Lúpus eritematoso sistêmico não especificado
M34.9 | Esclerosis sistémica, no especificada | Esclerose sistêmica não especificada
M35.0 | Síndrome seco [Sjögren] | Síndrome seca [Sjögren]
M35.3 | Polimialgia reumática | Polimialgia reumática
M41.9 | Escoliosis, no especificada | Escoliose não especificada
M45 | Espondilitis anquilosante | Espondilite ancilosante
M47.9 | Espondilosis, no especificada | Espondilose não especificada
M48.0 | Estenosis espinal | Estenose da coluna vertebral
M50.2 | Otros desplazamientos de disco cervical | Outro deslocamento de disco cervical
M51.1 | Trastornos de disco lumbar y otros, con radiculopatía | Transtornos de discos lombares e de outros discos com radiculopatia
M51.2 | Otros desplazamientos especificados de disco intervertebral | Outros deslocamentos discais intervertebrais especificados
M53.1 | Síndrome cervicobraquial | Síndrome cervicobraquial
M54.2 | Cervicalgia | Cervicalgia
M54.3 | Ciática | Ciática
M54.4 | Lumbago con ciática | Lumbago com ciática
M54.5 | Lumbago no especificado [dolor de espalda baja] | Dor lombar baixa
M54.9 | Dorsalgia, no especificada | Dorsalgia não especificada
M65.4 | Tenosinovitis de estiloides radial [de Quervain] | Tenossinovite estiloide radial [de Quervain]
M67.4 | Ganglión | Gânglio
M70.6 | Bursitis del trocánter | Bursite trocantérica
M72.2 | Fibromatosis de la aponeurosis plantar | Fibromatose da fáscia plantar
M75.0 | Capsulitis adhesiva del hombro | Capsulite adesiva do ombro
M75.1 | Síndrome del manguito rotador | Síndrome do manguito rotador
M76.6 | Tendinitis aquiliana | Tendinite aquileana
M77.1 | Epicondilitis lateral | Epicondilite lateral
M77.3 | Espolón calcáneo | Esporão do calcâneo
M79.1 | Mialgia | Mialgia
M79.7 | Fibromialgia | Fibromialgia
M80.0 | Osteoporosis posmenopáusica, con fractura patológica | Osteoporose pós-menopáusica com fratura patológica
M81.0 | Osteoporosis posmenopáusica | Osteoporose pós-menopáusica
M81.9 | Osteoporosis, no especificada | Osteoporose não especificada
M86.9 | Osteomielitis, no especificada | Osteomielite não especificada
N00.9 | Síndrome nefrítico agudo, no especificado | Síndrome nefrítica aguda não especificada
N04.9 | Síndrome nefrótico, no especificado | Síndrome nefrótica não especificada
N10 | Nefritis tubulointersticial aguda | Nefrite túbulo-intersticial aguda
N13.3 | Otras hidronefrosis y las no especificadas | Outras hidronefroses e as não especificadas
N17.9 | Insuficiencia renal aguda, no especificada | Insuficiência renal aguda não especificada
N18.3 | Enfermedad renal crónica, etapa 3 | Doença renal crônica, estágio 3
N18.5 | Enfermedad renal crónica, etapa 5 | Doença renal crônica, estágio 5
N18.9 | Enfermedad renal crónica, no especificada | Doença renal crônica não especificada
N20.0 | Cálculo del riñón | Calculose do rim
N20.1 | Cálculo del uréter | Calculose do ureter
N23 | Cólico renal, no especificado | Cólica nefrética não especificada
N30.0 | Cistitis aguda | Cistite aguda
N30.9 | Cistitis, no especificada | Cistite não especificada
N39.0 | Infección de vías urinarias, sitio no especificado | Infecção do trato urinário de localização não especificada
N39.3 | Incontinencia urinaria por tensión | Incontinência de tensão
N40 | Hiperplasia de la próstata | Hiperplasia da próstata
N41.1 | Prostatitis crónica | Prostatite crônica
N43.3 | Hidrocele, no especificado | Hidrocele não especificada
N46 | Esterilidad en el varón | Infertilidade masculina
N47 | Prepucio redundante, fimosis y parafimosis | Hipertrofia do prepúcio, fimose e parafimose
N60.1 | Mastopatía quística difusa | Mastopatia cística difusa
N63 | Masa no especificada en la mama | Nódulo mamário não especificado
N70.9 | Salpingitis y ooforitis, no especificadas | Salpingite e ooforite não especificadas
N73.9 | Enfermedad inflamatoria pélvica femenina, no especificada | Doença inflamatória não especificada da pelve feminina
N76.0 | Vaginitis aguda | Vaginite aguda
N80.9 | Endometriosis, no especificada | Endometriose não especificada
N81.4 | Prolapso uterovaginal, sin otra especificación | Prolapso uterovaginal não especificado
N83.2 | Otros quistes ováricos y los no especificados | Outros cistos ovarianos e os não especificados
N87.9 | Displasia del cuello del útero, no especificada | Displasia do colo do útero, não especificada
N91.2 | Amenorrea, sin otra especificación | Amenorreia não especificada
N92.0 | Menstruación excesiva y frecuente con ciclo regular | Menstruação excessiva e frequente com ciclo regular
N94.6 | Dismenorrea, no especificada | Dismenorreia não especificada
N95.1 | Estados menopáusicos y climatéricos femeninos | Estado da menopausa e do climatério feminino
N97.9 | Infertilidad femenina, no especificada | Infertilidade feminina não especificada
`;
