/** Labels and reasons of the sponsors, word for word: English | Spanish | Portuguese. */
export const phrases = `
Medical indication | Orden o receta médica | Pedido médico
Member number | Número de afiliado | Número do beneficiário
Identity document | Documento de identidad | Documento de identidade
Document number | Número de documento | Número do documento
Document type | Tipo de documento | Tipo de documento
Kind of document | Clase de documento | Tipo de documento
Date of birth | Fecha de nacimiento | Data de nascimento
Telephone | Teléfono | Telefone
Member | Afiliado | Beneficiário
Procedure | Procedimiento | Procedimento
Passport | Pasaporte | Passaporte
years | años | anos
Who it is for | Para quién es | Para quem é
What you should know | Lo que debe saber | O que você precisa saber
Weight | Peso | Peso
The member | El afiliado | O beneficiário
Specialty | Especialidad | Especialidade
South clinic | Clínica sur | Clínica sul
North clinic | Clínica norte | Clínica norte
Share paid | Porcentaje pagado | Percentual pago
Scan of the member card | Escaneo del carné | Cópia da carteirinha
Remarks | Observaciones | Observações
Referral | Remisión | Encaminhamento
Prescription | Receta | Receita
Policy number | Número de póliza | Número da apólice
Photo of the identity card | Foto del documento de identidad | Foto da carteira de identidade
Photo of the card | Foto del carné | Foto da carteirinha
Numbers | Números | Números
Neurology | Neurología | Neurologia
Cardiology | Cardiología | Cardiologia
National identity card | Documento nacional de identidad | Carteira de identidade
Identity card | Documento de identidad | Carteira de identidade
Municipality | Municipio | Município
Member card | Carné de afiliado | Carteirinha
Last name | Apellido | Sobrenome
Laboratory result, PDF only | Resultado de laboratorio, solo PDF | Resultado de laboratório, somente PDF
Lab order | Orden de laboratorio | Pedido de exame
Items of the invoice | Conceptos de la factura | Itens da fatura
It is urgent | Es urgente | É urgente
Invoice number | Número de factura | Número da fatura
Imaging report | Informe de imágenes | Laudo de imagem
Hospital | Hospital | Hospital
For which diagnosis | Para qué diagnóstico | Para qual diagnóstico
Emergency | Emergencia | Emergência
E-mail | Correo electrónico | E-mail
Doctor | Médico | Médico
Differential | Diferencial | Diferencial
Diagnoses | Diagnósticos | Diagnósticos
Clinic | Clínica | Clínica
Chief complaint | Motivo de consulta | Queixa principal
Budget | Presupuesto | Orçamento
Benefits elsewhere | Otros beneficios | Outros benefícios
Beneficiary | Beneficiario | Beneficiário
Ambulatory | Ambulatorio | Ambulatorial
Age | Edad | Idade
Reimbursement | Reembolso | Reembolso
Name and telephone | Nombre y teléfono | Nome e telefone
Municipality and member | Municipio y afiliado | Município e beneficiário
Member search | Búsqueda de afiliado | Busca de beneficiário
Everything | Todo | Tudo
Two letters, a hyphen and four digits | Dos letras, un guion y cuatro dígitos | Duas letras, um hífen e quatro dígitos
As it stands on the document | Como aparece en el documento | Como consta no documento
This test was paid for last month. | Este examen ya se pagó el mes pasado. | Este exame já foi pago no mês passado.
The diagnosis is not covered by plan BASIC-10 in its first year. | El plan BASIC-10 no cubre este diagnóstico en su primer año. | O plano BASIC-10 não cobre este diagnóstico no primeiro ano.
Only medication is covered without a second opinion. | Sin una segunda opinión solo se cubren medicamentos. | Sem uma segunda opinião, só medicamentos são cobertos.
Not before two others have failed. | No antes de que otros dos hayan fallado. | Não antes de outros dois terem falhado.
Half of it is covered; ask at the desk. | Se cubre la mitad; consulte en la ventanilla. | Metade é coberta; informe-se no balcão.
A cheaper equivalent must be tried first. | Primero debe probarse un equivalente más económico. | Primeiro deve ser tentado um equivalente mais barato.
The plan ended before the validity began. | El plan terminó antes de que comenzara la vigencia. | O plano terminou antes do início da validade.
Cancelled by the insurer. | Anulada por la aseguradora. | Cancelada pela operadora.
`;
