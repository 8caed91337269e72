/** Names of the diagnoses O to Z, of ICD-10 as it is published in each language: code | Spanish | Portuguese. */
export const diagnosisNamesOToZ = `
O00.9 | Embarazo ectópico, no especificado | Gravidez ectópica não especificada
O03.9 | Aborto espontáneo, completo o no especificado, sin complicación | Aborto espontâneo, completo ou não especificado, sem complicações
O13 | Hipertensión gestacional [inducida por el embarazo] | Hipertensão gestacional [induzida pela gravidez]
O14.9 | Preeclampsia, no especificada | Pré-eclâmpsia não especificada
O20.0 | Amenaza de aborto | Ameaça de aborto
O21.0 | Hiperemesis gravídica leve | Hiperêmese gravídica leve
O23.4 | Infección no especificada de las vías urinarias en el embarazo | Infecção não especificada do trato urinário na gravidez
O24.4 | Diabetes mellitus que se origina con el embarazo | Diabetes mellitus que surge durante a gravidez
O42.9 | Ruptura prematura de las membranas, sin otra especificación | Ruptura prematura de membranas, não especificada
O47.0 | Falso trabajo de parto antes de las 37 semanas completas de gestación | Falso trabalho de parto antes de se completarem 37 semanas de gestação
O60.0 | Trabajo de parto prematuro sin parto | Trabalho de parto pré-termo sem parto
O80.0 | Parto único espontáneo, presentación cefálica | Parto espontâneo cefálico
O82.0 | Parto por cesárea electiva | Parto por cesariana eletiva
O99.0 | Anemia que complica el embarazo, el parto y el puerperio | Anemia complicando a gravidez, o parto e o puerpério
P07.1 | Otro peso bajo al nacer | Outros recém-nascidos de peso baixo
P07.3 | Otros recién nacidos pretérmino | Outros recém-nascidos de pré-termo
P22.0 | Síndrome de dificultad respiratoria del recién nacido | Síndrome da angústia respiratória do recém-nascido
P59.9 | Ictericia neonatal, no especificada | Icterícia neonatal não especificada
Q21.0 | Defecto del tabique ventricular | Comunicação interventricular
Q21.1 | Defecto del tabique auricular | Comunicação interatrial
Q35.9 | Fisura del paladar, sin otra especificación | Fenda palatina não especificada
Q53.9 | Testículo no descendido, sin otra especificación | Testículo não descido, não especificado
Q65.8 | Otras deformidades congénitas de la cadera | Outras deformidades congênitas do quadril
Q66.0 | Talipes equinovarus | Pé torto equinovaro
Q90.9 | Síndrome de Down, no especificado | Síndrome de Down não especificada
R00.0 | Taquicardia, no especificada | Taquicardia não especificada
R00.2 | Palpitaciones | Palpitações
R01.1 | Soplo cardíaco, no especificado | Sopro cardíaco não especificado
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
R32 | Incontinencia urinaria, no especificada | Incontinência urinária não especificada
R33 | Retención de orina | Retenção urinária
R42 | Mareo y desvanecimiento | Tontura e instabilidade
R50.9 | Fiebre, no especificada | Febre não especificada
R51 | Cefalea [dolor de cabeza] | Cefaleia [dor de cabeça]
R52.2 | Otro dolor crónico | Outra dor crônica
R52.9 | Dolor, no especificado | Dor não especificada
R53 | Malestar y fatiga | Mal-estar e fadiga
R55 | Síncope y colapso | Síncope e colapso
R56.0 | Convulsiones febriles | Convulsões febris
R59.9 | Adenomegalia, no especificada | Aumento de volume dos gânglios linfáticos, não especificado
R60.0 | Edema localizado | Edema localizado
R63.4 | Pérdida anormal de peso | Perda de peso anormal
R73.0 | Anormalidades en la prueba de tolerancia a la glucosa | Anormalidade no teste de tolerância à glicose
R73.9 | Hiperglicemia, no especificada | Hiperglicemia não especificada
S00.9 | Traumatismo superficial de la cabeza, parte no especificada | Traumatismo superficial da cabeça, parte não especificada
S01.9 | Herida de la cabeza, parte no especificada | Ferimento na cabeça, parte não especificada
S06.0 | Concusión | Concussão cerebral
S13.4 | Esguinces y torceduras de la columna cervical | Entorse e distensão da coluna cervical
S22.3 | Fractura de costilla | Fratura de costela
S42.0 | Fractura de la clavícula | Fratura da clavícula
S52.5 | Fractura de la epífisis inferior del radio | Fratura da extremidade distal do rádio
S61.0 | Herida de dedo(s) de la mano, sin daño de la(s) uña(s) | Ferimento de dedo(s) sem lesão da unha
S62.6 | Fractura de otro dedo de la mano | Fratura de outros dedos
S72.0 | Fractura del cuello del fémur | Fratura do colo do fêmur
S82.6 | Fractura del maléolo externo | Fratura do maléolo lateral
S83.2 | Desgarro de meniscos, presente | Ruptura do menisco, atual
S83.5 | Esguinces y torceduras que comprometen el ligamento cruzado (anterior) (posterior) de la rodilla | Entorse e distensão envolvendo o ligamento cruzado (anterior) (posterior) do joelho
S93.4 | Esguinces y torceduras del tobillo | Entorse e distensão do tornozelo
T14.9 | Traumatismo, no especificado | Traumatismo não especificado
T15.0 | Cuerpo extraño en la córnea | Corpo estranho na córnea
T30.0 | Quemadura de región del cuerpo y grado no especificados | Queimadura, parte do corpo e grau não especificados
T63.4 | Efecto tóxico del veneno de otros artrópodos | Efeito tóxico do veneno de outros artrópodes
T78.2 | Choque anafiláctico, no especificado | Choque anafilático não especificado
T78.4 | Alergia no especificada | Alergia não especificada
T88.7 | Efecto adverso no especificado de droga o medicamento | Efeito adverso não especificado de droga ou medicamento
U07.1 | COVID-19, virus identificado | COVID-19, vírus identificado
Z00.0 | Examen médico general | Exame médico geral
Z00.1 | Control de salud de rutina del niño | Exame de rotina de saúde da criança
Z01.0 | Examen de ojos y de la visión | Exame dos olhos e da visão
Z01.4 | Examen ginecológico (general) (de rutina) | Exame ginecológico (geral) (de rotina)
Z12.3 | Examen de pesquisa especial para tumor de la mama | Exame especial de rastreamento de neoplasia de mama
Z12.4 | Examen de pesquisa especial para tumor del cuello uterino | Exame especial de rastreamento de neoplasia do colo do útero
Z23.8 | Necesidad de inmunización contra otra enfermedad bacteriana única | Necessidade de imunização contra outras doenças bacterianas únicas
Z30.0 | Consejo y asesoramiento general sobre la anticoncepción | Aconselhamento geral sobre contracepção
Z32.1 | Embarazo confirmado | Gravidez confirmada
Z34.9 | Supervisión de embarazo normal no especificado | Supervisão de gravidez normal, não especificada
Z39.2 | Seguimiento postparto, de rutina | Acompanhamento pós-parto de rotina
Z47.8 | Otros cuidados especificados posteriores a la ortopedia | Outros cuidados de seguimento ortopédico especificados
Z48.0 | Atención de los apósitos y suturas | Cuidados a curativos e suturas cirúrgicas
Z50.1 | Otras terapias físicas | Outra fisioterapia
Z51.1 | Sesión de quimioterapia por tumor | Sessão de quimioterapia para neoplasia
Z71.3 | Consulta para instrucción y vigilancia de la dieta | Aconselhamento e supervisão dietéticos
Z76.0 | Consulta para repetición de receta | Emissão de prescrição de repetição
Z88.0 | Historia personal de alergia a la penicilina | História pessoal de alergia à penicilina
Z95.1 | Presencia de derivación aortocoronaria | Presença de enxerto de ponte (bypass) aortocoronário
Z96.1 | Presencia de lentes intraoculares | Presença de lentes intraoculares
`;
