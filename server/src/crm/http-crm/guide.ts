/** How to connect any CRM with a REST API. */
export const httpCrmGuide = {
  en: `1. Make a key for Chatloom in your CRM, and enter its API's address and the key.
2. Enter the requests that find, create and change a contact, as its documentation shows them. **Place** means the names that lead to a value, with points between them: \`data.0\` is the first entry of \`data\`.
3. Save, and press **Check the credentials**.
4. Under **Fields**, enter the CRM's names of the fields, such as \`email\` or \`custom.city\`, look at the preview, and switch the exchange on.

Contacts go to this CRM. In flows, the step **CRM contact** also reads from it.`,
  vi: `1. Tạo một khóa cho Chatloom trong CRM của bạn, rồi nhập địa chỉ API và khóa đó.
2. Nhập các yêu cầu tìm, tạo và sửa liên hệ như tài liệu của CRM hướng dẫn. **Vị trí** là các tên dẫn tới một giá trị, cách nhau bằng dấu chấm: \`data.0\` là mục đầu tiên của \`data\`.
3. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**.
4. Ở mục **Các trường**, nhập tên trường theo CRM, ví dụ \`email\` hoặc \`custom.city\`, xem trước rồi bật trao đổi.

Liên hệ được gửi tới CRM này. Trong kịch bản, bước **Liên hệ CRM** cũng đọc từ đó.`,
  bn: `1. আপনার CRM-এ Chatloom-এর জন্য একটি কী তৈরি করুন, তারপর API-র ঠিকানা ও কী লিখুন।
2. CRM-এর ডকুমেন্টেশন অনুযায়ী কন্টাক্ট খোঁজা, তৈরি ও বদলানোর অনুরোধ লিখুন। **জায়গা** মানে একটি মান পর্যন্ত নামের পথ, মাঝে ডট: \`data.0\` হলো \`data\`-র প্রথমটি।
3. সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন।
4. **ফিল্ড**-এ CRM-এর ফিল্ডের নাম লিখুন, যেমন \`email\` বা \`custom.city\`, প্রিভিউ দেখে আদান-প্রদান চালু করুন।

কন্টাক্ট এই CRM-এ যায়। ফ্লোতে **CRM কন্টাক্ট** ধাপ সেখান থেকে পড়েও।`,
};
