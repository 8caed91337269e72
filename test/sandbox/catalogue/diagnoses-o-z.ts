/** ICD-10 categories with the names that the WHO gave them, chapters XV to XXII: code, then name. */
export const diagnosesOToZ = `
O00.9 Ectopic pregnancy, unspecified
O03.9 Spontaneous abortion, complete or unspecified, without complication
O13 Gestational [pregnancy-induced] hypertension
O14.9 Pre-eclampsia, unspecified
O20.0 Threatened abortion
O21.0 Mild hyperemesis gravidarum
O23.4 Unspecified infection of urinary tract in pregnancy
O24.4 Diabetes mellitus arising in pregnancy
O42.9 Premature rupture of membranes, unspecified
O47.0 False labour before 37 completed weeks of gestation
O60.0 Preterm labour without delivery
O80.0 Spontaneous vertex delivery
O82.0 Delivery by elective caesarean section
O99.0 Anaemia complicating pregnancy, childbirth and the puerperium
P07.1 Other low birth weight
P07.3 Other preterm infants
P22.0 Respiratory distress syndrome of newborn
P59.9 Neonatal jaundice, unspecified
Q21.0 Ventricular septal defect
Q21.1 Atrial septal defect
Q35.9 Cleft palate, unspecified
Q53.9 Undescended testicle, unspecified
Q65.8 Other congenital deformities of hip
Q66.0 Talipes equinovarus
Q90.9 Down syndrome, unspecified
R00.0 Tachycardia, unspecified
R00.2 Palpitations
R01.1 Cardiac murmur, unspecified
R04.0 Epistaxis
R05 Cough
R06.0 Dyspnoea
R07.4 Chest pain, unspecified
R10.1 Pain localized to upper abdomen
R10.4 Other and unspecified abdominal pain
R11 Nausea and vomiting
R13 Dysphagia
R17 Unspecified jaundice
R21 Rash and other nonspecific skin eruption
R31 Unspecified haematuria
R32 Unspecified urinary incontinence
R33 Retention of urine
R42 Dizziness and giddiness
R50.9 Fever, unspecified
R51 Headache
R52.2 Other chronic pain
R52.9 Pain, unspecified
R53 Malaise and fatigue
R55 Syncope and collapse
R56.0 Febrile convulsions
R59.9 Enlarged lymph nodes, unspecified
R60.0 Localized oedema
R63.4 Abnormal weight loss
R73.0 Abnormal glucose tolerance test
R73.9 Hyperglycaemia, unspecified
S00.9 Superficial injury of head, part unspecified
S01.9 Open wound of head, part unspecified
S06.0 Concussion
S13.4 Sprain and strain of cervical spine
S22.3 Fracture of rib
S42.0 Fracture of clavicle
S52.5 Fracture of lower end of radius
S61.0 Open wound of finger(s) without damage to nail
S62.6 Fracture of other finger
S72.0 Fracture of neck of femur
S82.6 Fracture of lateral malleolus
S83.2 Tear of meniscus, current
S83.5 Sprain and strain involving (anterior)(posterior) cruciate ligament of knee
S93.4 Sprain and strain of ankle
T14.9 Injury, unspecified
T15.0 Foreign body in cornea
T30.0 Burn of unspecified body region, unspecified degree
T63.4 Venom of other arthropods
T78.2 Anaphylactic shock, unspecified
T78.4 Allergy, unspecified
T88.7 Unspecified adverse effect of drug or medicament
U07.1 COVID-19, virus identified
Z00.0 General medical examination
Z00.1 Routine child health examination
Z01.0 Examination of eyes and vision
Z01.4 Gynaecological examination (general)(routine)
Z12.3 Special screening examination for neoplasm of breast
Z12.4 Special screening examination for neoplasm of cervix
Z23.8 Need for immunization against other single bacterial diseases
Z30.0 General counselling and advice on contraception
Z32.1 Pregnancy confirmed
Z34.9 Supervision of normal pregnancy, unspecified
Z39.2 Routine postpartum follow-up
Z47.8 Other specified orthopaedic follow-up care
Z48.0 Attention to surgical dressings and sutures
Z50.1 Other physical therapy
Z51.1 Chemotherapy session for neoplasm
Z71.3 Dietary counselling and surveillance
Z76.0 Issue of repeat prescription
Z88.0 Personal history of allergy to penicillin
Z95.1 Presence of aortocoronary bypass graft
Z96.1 Presence of intraocular lens
`;
