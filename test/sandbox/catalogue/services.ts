/** Invented codes over common services: code | name | presentation | active ingredient | registration. */
export const services = `
LAB-001 | Complete blood count with differential | Whole blood, EDTA
LAB-002 | Haemoglobin and haematocrit | Whole blood, EDTA
LAB-003 | Erythrocyte sedimentation rate | Whole blood, citrate
LAB-004 | Platelet count | Whole blood, EDTA
LAB-005 | Prothrombin time and INR | Plasma, citrate
LAB-006 | Activated partial thromboplastin time | Plasma, citrate
LAB-007 | Fasting glucose | Serum
LAB-008 | Glycated haemoglobin (HbA1c) | Whole blood, EDTA
LAB-009 | Oral glucose tolerance test, 75 g | Serum, 3 samples
LAB-010 | Total cholesterol | Serum
LAB-011 | Lipid profile | Serum
LAB-012 | Creatinine | Serum
LAB-013 | Urea nitrogen | Serum
LAB-014 | Electrolytes: sodium, potassium, chloride | Serum
LAB-015 | Calcium, total | Serum
LAB-016 | Magnesium | Serum
LAB-017 | Uric acid | Serum
LAB-018 | Alanine aminotransferase (ALT) | Serum
LAB-019 | Aspartate aminotransferase (AST) | Serum
LAB-020 | Alkaline phosphatase | Serum
LAB-021 | Bilirubin, total and direct | Serum
LAB-022 | Amylase | Serum
LAB-023 | Lipase | Serum
LAB-024 | Albumin | Serum
LAB-025 | Thyroid-stimulating hormone (TSH) | Serum
LAB-026 | Free thyroxine (T4) | Serum
LAB-027 | Ferritin | Serum
LAB-028 | Vitamin B12 | Serum
LAB-029 | 25-hydroxyvitamin D | Serum
LAB-030 | C-reactive protein | Serum
LAB-031 | Rheumatoid factor | Serum
LAB-032 | Antinuclear antibodies | Serum
LAB-033 | Prostate-specific antigen | Serum
LAB-034 | Human chorionic gonadotropin, quantitative | Serum
LAB-035 | HIV 1 and 2 antibodies and antigen | Serum
LAB-036 | Hepatitis B surface antigen | Serum
LAB-037 | Hepatitis C antibodies | Serum
LAB-038 | Syphilis serology | Serum
LAB-039 | Urinalysis | Urine
LAB-040 | Urine culture with susceptibility | Urine
LAB-041 | Microalbumin, urine | Urine
LAB-042 | Stool examination for ova and parasites | Stool
LAB-043 | Occult blood in stool | Stool
LAB-044 | Cervical cytology | Cervical smear
LAB-901 | Whole exome sequencing | Whole blood, EDTA || none
IMG-001 | Chest X-ray, two views | Without contrast
IMG-002 | X-ray of cervical spine | Without contrast
IMG-003 | X-ray of lumbar spine | Without contrast
IMG-004 | X-ray of knee, two views | Without contrast
IMG-005 | X-ray of hand | Without contrast
IMG-006 | Abdominal ultrasound | Complete
IMG-007 | Pelvic ultrasound | Transabdominal
IMG-008 | Obstetric ultrasound | Second trimester
IMG-009 | Thyroid ultrasound | Without Doppler
IMG-010 | Carotid Doppler ultrasound | Both sides
IMG-011 | Venous Doppler ultrasound of the lower limbs | Both sides
IMG-012 | Mammography | Both sides
IMG-013 | Computed tomography of head | Without contrast
IMG-014 | Computed tomography of head with contrast | With contrast
IMG-015 | Computed tomography of chest | Without contrast
IMG-016 | Computed tomography of abdomen and pelvis | With contrast
IMG-017 | Computed tomography of paranasal sinuses | Without contrast
IMG-018 | Magnetic resonance imaging of brain | Without contrast
IMG-019 | Magnetic resonance imaging of brain with contrast | With contrast
IMG-020 | Magnetic resonance imaging of lumbar spine | Without contrast
IMG-021 | Magnetic resonance imaging of knee | Without contrast
IMG-022 | Bone densitometry | Hip and spine
IMG-023 | Echocardiography, transthoracic | With Doppler
IMG-901 | Positron emission tomography | Whole body || none
PRC-001 | Electrocardiogram, 12 leads | Ambulatory
PRC-002 | Holter monitoring, 24 hours | Ambulatory
PRC-003 | Ambulatory blood pressure monitoring | 24 hours
PRC-004 | Cardiac stress test | Treadmill
PRC-005 | Spirometry | Before and after bronchodilator
PRC-006 | Electroencephalogram | Awake
PRC-007 | Electromyography and nerve conduction, two limbs | Ambulatory
PRC-008 | Upper gastrointestinal endoscopy | With biopsy
PRC-009 | Colonoscopy | With sedation
PRC-010 | Physiotherapy | Session
PRC-011 | Speech therapy | Session
PRC-012 | Psychotherapy | Session
PRC-013 | Audiometry | Ambulatory
PRC-014 | Skin biopsy | Local anaesthesia
PRC-015 | Removal of skin lesion | Local anaesthesia
PRC-016 | Suture of wound | Local anaesthesia
PRC-017 | Joint injection | Ambulatory
PRC-018 | Cataract surgery with lens implant | One eye
PRC-019 | Cholecystectomy, laparoscopic | General anaesthesia
PRC-020 | Appendectomy | General anaesthesia
PRC-021 | Inguinal hernia repair | One side
PRC-022 | Knee arthroscopy | Spinal anaesthesia
PRC-023 | Haemodialysis | Session
PRC-024 | Chemotherapy administration | Session
PRC-025 | Radiotherapy | Session
PRC-901 | Cochlear implant | General anaesthesia || none
`;
